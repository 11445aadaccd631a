using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>What the sink takes from the heap for events in full flow: emitted, rendered, packed, built into bodies and settled.</summary>
[NonParallelizable]
public class EmitAllocationTests
{
    const int Events = 10_000, Rounds = 20;

    /// <summary>Of which most is what tasks and flushes take for each put; an object for each event would be at least 24 bytes for each of them.</summary>
    const int MostBytes = 5 * Events;

    [Test]
    public async Task TenThousandEventsAllocateNothingEach([Values] bool clef, [Values] CloudWatchProtocol protocol)
    {
        var options = new CloudWatchSinkOptions
        {
            LogGroup = "/shop/orders",
            LogStream = "web-1",
            Protocol = protocol,
            Formatter = clef ? new ClefFormatter() : new CloudWatchJsonFormatter(),
            ClientFactory = (_, _) => new AcceptingClient(),
        };
        await using var sink = SinkFactory.CreateBatched(options);
        var logEvent = Some.LogEvent(
            "Order {OrderId} for {Customer} took {Elapsed:0.0} ms",
            properties: [("OrderId", 4711), ("Customer", "ACME \"Corporation\""), ("Elapsed", 12.75), ("Paid", true), ("MachineName", "web-1")]);

        // Memory that is kept for the next burst is taken now and then, as threads happen to be late; what is taken for each event is taken in each round.
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++) least = Math.Min(least, await MeasureAsync());

        sink.Gauges.Ledger.Delivered.Should().Be(Rounds * Events);
        least.Should().BeLessThan(MostBytes);

        async Task<long> MeasureAsync()
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Events; i++) sink.Emit(logEvent);
            await sink.FlushAsync(CancellationToken.None);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }
}

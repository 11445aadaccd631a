using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>The limits on what waits, and the callers that wait for room.</summary>
public class QueueRoomTests
{
    [Test]
    public async Task BytesThatFillTheQueueAreSentAndNotHeldUntilTheyAreDue()
    {
        await using var sink = new SinkUnderTest(o => { o.QueueLimitBytes = 8 << 20; o.LogStream = "{T}"; o.BufferingTimeLimit = TimeSpan.FromHours(1); });
        foreach (var t in new[] { "a", "b", "c" }) sink.Sink.Emit(Some.Event(new string('x', 600_000), properties: [("T", t)]));
        (await sink.AdvanceToNextPutAsync()).Accept();
        (sink.Clock.GetUtcNow() - new ManualTimeProvider().GetUtcNow()).Should().BeLessThan(TimeSpan.FromMinutes(1));
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task TheLimitOnBytesHoldsToWithinAnEvent()
    {
        // One long message leaves room, two are over the limit: no third one may be rendered while both of them wait.
        const int events = 64, most = 2;
        BatchedCloudWatchSink self = null!;
        var formatter = new CountingFormatter(() => self.Gauges.Ledger.Delivered);
        await using var sink = new SinkUnderTest(o => { o.Formatter = formatter; o.QueueLimitBytes = 1_048_576; o.MaxConcurrentRequests = 1; });
        self = sink.Sink;
        for (var i = 0; i < events; i++) sink.Emit("short");
        await sink.AcceptUntilAsync(sink.Sink.FlushAsync(CancellationToken.None)).WaitAsync(Limits.Patience);

        formatter.MostHeld.Should().Be(most);
        sink.Sink.Gauges.Ledger.Delivered.Should().BeGreaterThan(most);
        (sink.Sink.Gauges.Ledger.Delivered + sink.Failures.Where(f => f.Reason == CloudWatchFailureReason.QueueFull).Sum(f => f.Count)).Should().Be(events);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task CallersThatHoldThePoolsThreadsWhileTheyWaitForRoomGetIt()
    {
        await using var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/a", LogStream = "s", QueueLimit = 10, BlockWhenFull = true, ClientFactory = (_, _) => new AcceptingClient(),
        });
        var work = Enumerable.Range(0, 60).Select(_ => Task.Run(() => { for (var i = 0; i < 20; i++) sink.Emit(Some.Event("x")); })).ToArray();
        await Task.WhenAll(work).WaitAsync(Limits.Patience);
        sink.Gauges.Emitted.Should().Be(1_200);
    }

    /// <summary>Counts how many events are rendered and not delivered at once.</summary>
    sealed class CountingFormatter(Func<long> delivered) : ITextFormatter
    {
        static readonly string Message = new('x', 900_000);

        int _rendered;

        public long MostHeld { get; private set; }

        public void Format(LogEvent logEvent, TextWriter output)
        {
            output.Write(Message);
            MostHeld = Math.Max(MostHeld, ++_rendered - delivered());
        }
    }
}

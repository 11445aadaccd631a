using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

/// <summary>One bad event costs only itself, however many there are of it.</summary>
[Parallelizable(ParallelScope.Self)]
public class BisectTests
{
    const int Events = 10_000;

    [Test]
    public async Task EveryGoodEventOfABatchIsDelivered([Values(1, 8, 20, 100, 3_000)] int bad)
    {
        var (stored, puts, failures) = (0, 0, new List<CloudWatchFailure>());
        var client = new AcceptingClient
        {
            OnPut = (request, _) =>
            {
                using var body = JsonDocument.Parse(request.Body);
                var messages = body.RootElement.GetProperty("logEvents").EnumerateArray().Select(e => e.GetProperty("message").GetString()!).ToArray();
                Interlocked.Increment(ref puts);
                if (messages.Any(m => m.Contains("bad", StringComparison.Ordinal))) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Invalid);
                Interlocked.Add(ref stored, messages.Length);
                return Task.CompletedTask;
            },
        };
        await using var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/a",
            LogStream = "s",
            EagerlyEmitFirstEvent = false,
            TimeProvider = new FastTimeProvider(20),
            ClientFactory = (_, _) => client,
            OnFailure = failures.Add,
        });
        for (var i = 0; i < Events; i++) sink.Emit(Some.Event(i % (Events / bad) == 0 && i / (Events / bad) < bad ? "bad" : "good"));
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        TestContext.Out.WriteLine($"{bad} bad: {puts} puts");

        stored.Should().Be(Events - bad);
        failures.SelectMany(f => f.Events).Should().HaveCount(bad).And.OnlyContain(e => e.MessageTemplate.Text == "bad");
        sink.Gauges.Ledger.Delivered.Should().Be(Events - bad);
    }

    [Test]
    public async Task ALongSearchIsPacedAndHoldsUpNoOtherBatch()
    {
        await using var sink = new SinkUnderTest(o => { o.BatchSizeLimit = 1_000; o.MaxConcurrentRequests = 1; });
        for (var i = 0; i < 1_000; i++) sink.Emit("bad");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        var (puts, atStandstill) = (0, 0);
        while (!flush.IsCompleted && atStandstill == 0)
        {
            if (sink.Client.PutsNotTaken > 0)
            {
                puts++;
                (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid);
            }
            else if (sink.Sink.Gauges.Ledger.Retries + sink.Sink.Gauges.Ledger.Lost == puts && sink.Sink.Gauges.CallsUnderWay == 0 && sink.Clock.PendingTimers > 0)
            {
                atStandstill = puts;
            }

            await Task.Yield();
        }

        atStandstill.Should().BeInRange(200, 500, "the first few hundred puts go out at once, the others wait for the clock");
        sink.Emit("good");
        ScriptedClient.Put put;
        do
        {
            put = await sink.AdvanceToNextPutAsync(TimeSpan.FromMilliseconds(10));
            if (put.Messages[0] == "good") put.Accept();
            else put.Fail(CloudWatchLogsErrorClass.Invalid);
        }
        while (put.Messages[0] != "good");
        sink.Sink.Gauges.Waiting.Should().BePositive("the search is not at its end");
    }
}

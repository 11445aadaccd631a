using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>When events that wait on the disk are sent: in full batches, and no later than bufferingTimeLimit after they came.</summary>
sealed class DurablePaceTests : DurableTest
{
    [SetUp]
    public void CreateStream()
    {
        Aws.CreateLogGroup(EmulatedSink.Group);
        Aws.CreateLogStream(EmulatedSink.Group, EmulatedSink.Stream);
    }

    [Test]
    public async Task ABurstIsSentInFullBatches()
    {
        var sink = Open();
        sink.EmitNumbered(0, 20_000);
        await FlushAtThisMomentAsync(sink);

        Stored.Should().HaveCount(20_000);
        Puts.Should().Be(2, "a put takes 10,000 events");
    }

    [Test]
    public async Task EventsBehindABacklogThatIsBeingSentWaitForOthersToo()
    {
        const string other = "web-2";
        Aws.CreateLogStream(EmulatedSink.Group, other);
        var held = HoldPutAfter(10);
        var sink = OpenOfOneRequest();
        Emit(EmulatedSink.Stream, 1_000);
        await sink.SettleAsync(Aws.WaitForRequestsAsync("PutLogEvents", 11));
        sink.Clock.Advance(TimeSpan.FromSeconds(3));
        held = GoOn(held, HoldPutAfter(10));
        await Aws.WaitForRequestsAsync("PutLogEvents", 22);

        // The backlog has been waiting for long. These have not.
        Emit(other, 5);
        Emit(EmulatedSink.Stream, 500);
        held.Clear();
        await Aws.WaitUntilAsync(a => a.Events(EmulatedSink.Group, EmulatedSink.Stream).Count == 1_500);
        Emit(other, 5);
        await FlushAtThisMomentAsync(sink);

        Aws.Events(EmulatedSink.Group, other).Should().HaveCount(10);
        Aws.Requests.Count(r => r.LogStreamName == other).Should().Be(1);

        void Emit(string stream, int count)
        {
            for (var i = 0; i < count; i++) sink.Sink.Emit(Some.Event("event", at: DateTimeOffset.UtcNow, properties: [("Stream", stream)]));
        }
    }

    [Test]
    public async Task EventsThatWaitedBehindABusyWireDoNotWaitForTheirTimeOnceMore()
    {
        var held = Aws.Faults.On("PutLogEvents").UntilCleared().Hold();
        var sink = OpenOfOneRequest();
        sink.EmitNumbered(0, 25);
        await sink.SettleAsync(Aws.WaitForRequestsAsync("PutLogEvents", 1));
        sink.Clock.Advance(sink.Options.BufferingTimeLimit);
        held.Clear();

        await Aws.WaitForEventsAsync(EmulatedSink.Group, 25);

        Stored.Should().HaveCount(25);
    }

    int Puts => Aws.RequestCount("PutLogEvents");

    EmulatedSink OpenOfOneRequest() => Open(o =>
    {
        o.MaxConcurrentRequests = 1;
        o.BatchSizeLimit = 10;
        o.LogStream = $"{{Stream|{EmulatedSink.Stream}}}";
    });

    Fault HoldPutAfter(int puts) => Aws.Faults.On("PutLogEvents").After(puts).UntilCleared().Hold();

    static Fault GoOn(Fault from, Fault to)
    {
        from.Clear();
        return to;
    }

    // The clock stands still meanwhile, so that no event is due for having waited.
    static Task FlushAtThisMomentAsync(EmulatedSink sink) => sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
}

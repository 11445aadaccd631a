using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>Events and flushes around the end of a sink.</summary>
public class ClosedSinkTests
{
    [Test]
    public async Task AClosedSinkReportsAlsoWhereTheFlowOfContextIsSuppressed()
    {
        var sink = new SinkUnderTest();
        await sink.DisposeAsync();
        using (ExecutionContext.SuppressFlow()) sink.Emit("late");
        await sink.UntilReportedAsync();
        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.Closed);
    }

    [Test]
    public async Task FlushAllCoversASinkThatIsBeingDisposed()
    {
        var sink = new SinkUnderTest();
        sink.Emit("a");
        var stop = sink.Sink.DisposeAsync().AsTask();
        var put = await sink.Client.NextPutAsync();
        var flush = CloudWatchSinks.FlushAllAsync();
        flush.IsCompleted.Should().BeFalse("the event was emitted before, and is neither delivered nor reported");
        put.Accept();
        await Task.WhenAll(stop, flush).WaitAsync(Limits.Patience);
    }

    [Test]
    public async Task AnEventEmittedAfterDisposalReachesTheCounters()
    {
        const string Group = "/late/events";
        var sink = new SinkUnderTest(o => o.LogGroup = Group);
        await sink.DisposeAsync();
        sink.Emit("late");
        using var meter = new MeterReader("cloudwatchtail.sink.", Group);
        meter.Read();
        meter["emitted"].Should().Be(1);
        meter.Lost.Should().Be(1);
        sink.ShouldBeAccountedFor();
    }
}

using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>How long the end of a sink takes: never longer than shutdownTimeLimit, handing over included, and not as long where it would be in vain.</summary>
public class ShutdownTests
{
    [Test]
    public async Task WithoutAnyCredentialsDisposalDoesNotWaitOnceThatIsKnown()
    {
        await using var sink = new SinkUnderTest(o => o.MaxConcurrentRequests = 1);
        sink.Emit("before");
        var put = await sink.AdvanceToNextPutAsync();
        sink.Emit("meanwhile");
        var disposal = sink.Sink.DisposeAsync().AsTask();
        put.Answer.SetException(NoCredentials());

        await disposal.WaitAsync(Limits.Patience);

        sink.Client.PutsNotTaken.Should().Be(0, "the next would fail like the last");
        sink.Failures.Where(f => f.Kind == CloudWatchFailureKind.Final).Sum(f => f.Count).Should().Be(2);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task CredentialsThatCouldNotBeReadBeforeAreTriedAgainAtTheEnd()
    {
        var failed = new TaskCompletionSource();
        await using var sink = new SinkUnderTest(o => o.OnFailure = _ => failed.TrySetResult());
        sink.Emit("one");
        (await sink.AdvanceToNextPutAsync()).Fail(CloudWatchLogsErrorClass.Denied);
        await failed.Task.WaitAsync(Limits.Patience);
        var disposal = sink.Sink.DisposeAsync().AsTask();

        (await sink.AdvanceToNextPutAsync()).Accept();

        await disposal.WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(1);
    }

    [Test]
    public async Task WhatCannotBeSentIsHandedOverBeforeTheTimeIsOver()
    {
        var handedOver = new ConcurrentQueue<DateTimeOffset>();
        ManualTimeProvider? clock = null;
        await using var sink = await EmulatedSink.StartAsync(o => o.Fallback = to => to.Sink(new TimingSink(() => handedOver.Enqueue(clock!.GetUtcNow()))));
        clock = sink.Clock;
        sink.Aws.Faults.OnAny().UntilCleared().Status(503);
        sink.EmitNumbered(0, 500);
        var began = sink.Clock.GetUtcNow();

        // In small steps towards the end: on a busy machine the clock may run on while the loop waits for a processor.
        var disposal = sink.Sink.DisposeAsync().AsTask();
        await sink.SettleUntilAsync(() => disposal.IsCompleted || sink.Clock.GetUtcNow() >= began + TimeSpan.FromSeconds(5.9));
        await sink.SettleAsync(disposal, TimeSpan.FromMilliseconds(5));

        handedOver.Should().HaveCount(500).And.OnlyContain(at => at < began + TimeSpan.FromSeconds(7) && at >= began + TimeSpan.FromSeconds(6));
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task WhereNothingListensTwoTriesSuffice()
    {
        var handedOver = new CollectingSink();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            o.EagerlyEmitFirstEvent = false;
            o.Fallback = to => to.Sink(handedOver);
        });
        await sink.Aws.StopListeningAsync();
        sink.EmitNumbered(0, 500);

        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());

        handedOver.Events.Should().HaveCount(500);
        sink.Sink.Gauges.Ledger.Retries.Should().BeLessThanOrEqualTo(3, "the whole limit would see five tries or more");
        sink.ShouldBeAccountedFor();
    }

    static CloudWatchLogsException NoCredentials() =>
        new("There are none.", null, "CredentialsNotAvailable", CloudWatchLogsErrorClass.Denied) { HasNoCredentials = true };

    sealed class TimingSink(Action emitted) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => emitted();
    }
}

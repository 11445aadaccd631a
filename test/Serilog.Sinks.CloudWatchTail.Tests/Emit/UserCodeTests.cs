using System.Diagnostics.Metrics;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>What user code around the sink may do to it.</summary>
[NonParallelizable]
public class UserCodeTests
{
    [TearDown]
    public void Quiet() => SelfLog.Disable();

    [Test]
    public async Task ASelfLogThatThrowsEndsNoLoopAndRepeatsNoEvent()
    {
        SelfLog.Enable(_ => throw new ObjectDisposedException("the writer"));
        await using var sink = new SinkUnderTest(o => o.OnFailure = null);
        sink.Emit("good");
        sink.Sink.Emit(Some.Event("ancient", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        var put = await sink.Client.NextPutAsync();
        put.Messages.Should().Equal("good");
        put.Fail(CloudWatchLogsErrorClass.Invalid);
        await flush.WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Lost.Should().Be(2);
        sink.ShouldBeAccountedFor();

        await sink.DisposeAsync();
        sink.Sink.Invoking(s => s.Emit(Some.Event("late"))).Should().NotThrow();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AnEventThatNobodyCouldMakeIsReportedAsAnyOther()
    {
        await using var sink = new SinkUnderTest(o => o.Formatter = new CloudWatchJsonFormatter());
        foreach (var at in new[] { DateTimeOffset.UnixEpoch.AddDays(-1), DateTimeOffset.UnixEpoch.AddDays(1) })
        {
            var logEvent = Some.Event("odd", at: at);
            Some.Tamper(logEvent, "Nothing", null);
            sink.Sink.Emit(logEvent);
        }

        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid);
        await flush.WaitAsync(Limits.Patience);
        sink.Failures.Sum(f => f.Count).Should().Be(2);
        sink.Sink.Gauges.Waiting.Should().Be(0);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task DisposalEndsAlsoWhileEveryReportBringsAnotherLateEvent()
    {
        const int Endless = 20;
        var reports = 0;
        BatchedCloudWatchSink self = null!;
        var sink = new SinkUnderTest(o => o.OnFailure = _ =>
        {
            // Those that come after the end of the loop are reported by whoever logs them.
            if (Thread.CurrentThread.Name == LoopThread.Name && ++reports < Endless) EmitFromAnotherThread(self);
        });
        self = sink.Sink;
        sink.Emit("never answered");
        await sink.Sink.StopAsync(TimeSpan.Zero).WaitAsync(Limits.Patience);
        reports.Should().BeLessThan(Endless);

        // Either it is taken at once, or it waits for this report's end.
        static void EmitFromAnotherThread(BatchedCloudWatchSink sink)
        {
            var emitting = new Thread(() => sink.Emit(Some.Event("late"))) { IsBackground = true };
            emitting.UnsafeStart();
            SpinWait.SpinUntil(() => !emitting.IsAlive || emitting.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Limits.Patience);
        }
    }

    [Test]
    public async Task TheTimeThatACallbackTakesIsPartOfTheShutdownTimeLimit()
    {
        using var gates = new GatedFormatter();
        var clock = new ManualTimeProvider();
        var sink = new SinkUnderTest(o =>
        {
            o.TimeProvider = clock;
            o.Formatter = gates;
            o.ShutdownTimeLimit = TimeSpan.FromSeconds(10);
            o.OnFailure = f => clock.Advance(TimeSpan.FromSeconds(f.Reason == CloudWatchFailureReason.Invalid ? 8 : 0));
        });
        var started = clock.GetUtcNow();
        sink.Emit(GatedFormatter.Gate);
        await gates.ReachedAsync();
        sink.Sink.Emit(Some.Event("ancient", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
        var disposal = sink.Sink.DisposeAsync().AsTask();
        gates.Open();
        await sink.Client.NextPutAsync();
        await Eventually.HoldsAsync(() => disposal.IsCompleted, () =>
        {
            if (clock.PendingTimers > 0) clock.Advance(TimeSpan.FromSeconds(1));
        });

        (clock.GetUtcNow() - started).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(11));
    }

    [Test]
    public async Task AMeterListenerThatThrowsLosesNoPut()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (i, l) => { if (i.Name == "cloudwatchtail.sink.put.duration") l.EnableMeasurementEvents(i); };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("listener"));
        listener.Start();
        await using var sink = new SinkUnderTest();
        sink.Emit("a");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();
        await flush.WaitAsync(Limits.Patience);
    }

    [Test]
    public async Task EmitOnAClosingSinkDoesNotWaitForACallback()
    {
        using var release = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var late = new TaskCompletionSource();
        var sink = new SinkUnderTest(o => o.OnFailure = f =>
        {
            if (f.Reason == CloudWatchFailureReason.Closed) late.TrySetResult();
            if (f.Reason != CloudWatchFailureReason.Invalid) return;
            inside.Set();
            release.Wait();
        });
        sink.Emit("poison");
        var stop = sink.Sink.DisposeAsync().AsTask();
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid);
        inside.Wait(Limits.Patience).Should().BeTrue();
        await Task.Factory.StartNew(() => sink.Emit("late"), TaskCreationOptions.LongRunning).WaitAsync(Limits.Patience);
        release.Set();
        await stop.WaitAsync(Limits.Patience);
        await late.Task.WaitAsync(Limits.Patience);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AFlushThatIsWaitedForInACallbackFailsInsteadOfHanging()
    {
        BatchedCloudWatchSink self = null!;
        var sink = new SinkUnderTest(o => o.OnFailure = _ => self.FlushAsync(CancellationToken.None).GetAwaiter().GetResult());
        using var log = new SelfLogCollector();
        self = sink.Sink;
        sink.Emit("poison");
        var stop = sink.Sink.DisposeAsync().AsTask();
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid);
        await stop.WaitAsync(Limits.Patience);
        log.Lines.Should().Contain(l => l.Contains("cannot be flushed from its own callback"));
    }

    [Test]
    public async Task DisposingAnotherSinkInACallbackDrainsIt()
    {
        var other = new SinkUnderTest();
        other.Emit("precious");
        var disposed = new TaskCompletionSource<int>();
        await using var sink = new SinkUnderTest(o => o.OnFailure = _ => { other.Sink.Dispose(); disposed.TrySetResult((int)other.Sink.Gauges.Waiting); });
        sink.Emit("poison");
        _ = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid);
        (await other.Client.NextPutAsync()).Accept();
        (await disposed.Task.WaitAsync(Limits.Patience)).Should().Be(0);
    }
}

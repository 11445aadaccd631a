using System.Diagnostics.Metrics;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>What user code around the sink may do to it, and what a long life does.</summary>
[NonParallelizable]
public class HardeningTests
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
        sink.Sink.Ledger.Lost.Should().Be(2);
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
        sink.Sink.Waiting.Should().Be(0);
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
            while (emitting.IsAlive && !emitting.ThreadState.HasFlag(ThreadState.WaitSleepJoin)) Thread.Yield();
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
        while (!disposal.IsCompleted)
        {
            if (clock.PendingTimers > 0) clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (clock.GetUtcNow() - started).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(11));
    }

    [Test]
    public void AFormatterOfSomebodyElsesIsGivenTheAuditedEventItself()
    {
        var logEvent = Some.Event("audited");
        LogEvent? given = null;
        var formatter = new LoggingFormatter(() => { }, e => given = e);
        using var sink = SinkFactory.CreateAudit(new CloudWatchSinkOptions { LogGroup = "/a", LogStream = "s", Formatter = formatter, ClientFactory = (_, _) => new AcceptingClient() });
        sink.Emit(logEvent);
        given.Should().BeSameAs(logEvent);
    }

    [Test]
    public async Task TheLoopSleepsWhileAnOpenBatchOfAStreamThatFailedOnceIsNotDue()
    {
        var clock = new CountingTimeProvider();
        await using var sink = new SinkUnderTest(o => { o.TimeProvider = clock; o.BufferingTimeLimit = TimeSpan.FromSeconds(1); o.RetryTimeLimit = TimeSpan.FromMilliseconds(100); });
        sink.Sink.Emit(Some.Event("poison", LogEventLevel.Fatal));
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable);
        while (sink.Sink.Waiting > 0)
        {
            // Given up in the end: the stream still counts as failing.
            if (sink.Client.PutsNotTaken > 0) (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable);
            await Task.Yield();
        }

        var before = clock.Reads;
        sink.Emit("next");
        var put = await sink.Client.NextPutAsync();
        (clock.Reads - before).Should().BeLessThan(100);
        put.Accept();
    }

    [Test]
    public async Task BytesThatFillTheQueueAreSentAndNotHeldUntilTheyAreDue()
    {
        await using var sink = new SinkUnderTest(o => { o.QueueLimitBytes = 1_048_576; o.LogStream = "{T}"; o.BufferingTimeLimit = TimeSpan.FromHours(1); });
        foreach (var t in new[] { "a", "b" }) sink.Sink.Emit(Some.Event(new string('x', 600_000), properties: [("T", t)]));
        (await sink.AdvanceToNextPutAsync()).Accept();
        (sink.Clock.GetUtcNow() - new ManualTimeProvider().GetUtcNow()).Should().BeLessThan(TimeSpan.FromMinutes(1));
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task TheLimitOnBytesHoldsToWithinAnEvent()
    {
        await using var sink = new SinkUnderTest(o => { o.QueueLimitBytes = 1_048_576; o.MaxConcurrentRequests = 1; });
        var text = new string('x', 900_000);
        for (var i = 0; i < 64; i++) sink.Emit(text);
        var sizes = new List<int>();
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        while (!flush.IsCompleted)
        {
            var next = sink.Client.NextPutAsync();
            if (await Task.WhenAny(next, flush) == flush) break;
            (await next).Accept();
            sizes.Add((int)sink.Sink.Waiting);
        }

        await flush;
        sink.ShouldBeAccountedFor();
        sink.Sink.Ledger.Delivered.Should().BePositive();
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
    public void AnAuditedValueThatLogsIsWrittenWholeAndDoesNotRecurse()
    {
        ILogger logger = null!;
        var formatter = new LoggingFormatter(() => logger.Information("inner"));
        using var sink = SinkFactory.CreateAudit(new CloudWatchSinkOptions { LogGroup = "/a", LogStream = "s", Formatter = formatter, ClientFactory = (_, _) => new AcceptingClient() });
        logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        logger.Information("outer");
        formatter.Deepest.Should().Be(1);
    }

    [Test]
    public void AnAuditAnswerWithAnEmptyRangeIsNoFailure()
    {
        using var sink = SinkFactory.CreateAudit(new CloudWatchSinkOptions
        {
            LogGroup = "/a",
            LogStream = "s",
            ClientFactory = (_, _) => new AcceptingClient { Response = new PutLogEventsResponse(TooOldLogEventEndIndex: 0) },
        });
        sink.Invoking(s => s.Emit(Some.Event("x"))).Should().NotThrow();
    }

    [Test]
    public async Task AClosedSinkReportsAlsoWhereTheFlowOfContextIsSuppressed()
    {
        var sink = new SinkUnderTest();
        await sink.DisposeAsync();
        using (ExecutionContext.SuppressFlow()) sink.Emit("late");
        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.Closed);
    }

    [Test]
    public async Task FlushAllCoversASinkThatIsBeingDisposed()
    {
        var sink = new SinkUnderTest();
        sink.Emit("a");
        var stop = sink.Sink.DisposeAsync().AsTask();
        var put = await sink.Client.NextPutAsync();
        var flush = CloudWatchSink.FlushAllAsync();
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

    [Test]
    public async Task EveryThrottledAnswerIsCounted()
    {
        await using var sink = new SinkUnderTest(o => o.BatchSizeLimit = 1);
        sink.Emit("a", "b", "c");
        _ = sink.Sink.FlushAsync(CancellationToken.None);
        var puts = new[] { await sink.Client.NextPutAsync(), await sink.Client.NextPutAsync(), await sink.Client.NextPutAsync() };
        foreach (var put in puts) put.Fail(CloudWatchLogsErrorClass.Throttled);
        while (sink.Sink.Ledger.Retries < 3) await Task.Yield();
        sink.Sink.Ledger.Throttles.Should().Be(3);
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
        sink.Emitted.Should().Be(1_200);
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
        await using var sink = new SinkUnderTest(o => o.OnFailure = _ => { other.Sink.Dispose(); disposed.TrySetResult((int)other.Sink.Waiting); });
        sink.Emit("poison");
        _ = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid);
        (await other.Client.NextPutAsync()).Accept();
        (await disposed.Task.WaitAsync(Limits.Patience)).Should().Be(0);
    }

    [Test]
    public async Task AMissingPermissionToCreateIsSaidOnce()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("a");
        var end = sink.Clock.GetUtcNow() + TimeSpan.FromMinutes(9);
        var (put, call) = (sink.Client.NextPutAsync(), sink.Client.NextCallAsync());
        while (sink.Clock.GetUtcNow() < end)
        {
            if (put.IsCompleted)
            {
                (await put).Fail(CloudWatchLogsErrorClass.NotFound);
                put = sink.Client.NextPutAsync();
            }

            if (call.IsCompleted)
            {
                (await call).Answer.SetException(ScriptedClient.Error(CloudWatchLogsErrorClass.Denied));
                call = sink.Client.NextCallAsync();
            }

            if (sink.Sink.CallsUnderWay == 0 && sink.Clock.PendingTimers > 0) sink.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.Denied);
    }

    [Test]
    public async Task ARefusedSignatureDoesNotSpillTheSessionToken()
    {
        using var log = new SelfLogCollector();
        await using var sink = await EmulatedSink.StartAsync(o => o.OnFailure = null);
        sink.Aws.Faults.On("PutLogEvents").Reject("InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:IQoJb3SECRET\n'");
        sink.Emit("a");
        await sink.FlushAsync();
        log.Lines.Should().Contain(l => l.Contains("InvalidSignatureException")).And.NotContain(l => l.Contains("IQoJb3SECRET"));
    }

    [Test]
    public async Task AStreamNameWithALoneSurrogateIsCreatedAndWritten()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStream = "{T}");
        sink.Sink.Emit(Some.Event("a", at: DateTimeOffset.UtcNow, properties: [("T", "x\uD800y")]));
        await sink.FlushAsync();
        sink.Aws.Events(EmulatedSink.Group, "x-y").Should().ContainSingle();
    }

    sealed class LoggingFormatter(Action log, Action<LogEvent>? look = null) : ITextFormatter
    {
        int _depth;

        public int Deepest { get; private set; }

        public void Format(LogEvent logEvent, TextWriter output)
        {
            Deepest = Math.Max(Deepest, ++_depth);
            if (_depth < 5) log();
            look?.Invoke(logEvent);
            _depth--;
            logEvent.RenderMessage(output);
        }
    }

    sealed class CountingTimeProvider : TimeProvider
    {
        long _reads;

        public long Reads => Volatile.Read(ref _reads);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _reads);
            return base.GetTimestamp();
        }
    }
}

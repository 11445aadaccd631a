using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A tail that is disposed, left or interrupted between two of its steps ends or goes on as anywhere else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SeamTests
{
    [Test]
    public async Task ADisposalEndsTheTailWhateverItWaitsFor([Values("DescribeLogGroups", "FilterLogEvents", "StartLiveTail")] string operation, [Values] bool reads)
    {
        await using var harness = await TailHarness.CreateAsync(options => options.Since = TimeSpan.FromHours(1));
        using var hold = harness.Aws.Faults.On(operation).Hold();
        var running = reads ? ReadAsync() : harness.Tail.RunAsync(harness.Logger);
        await hold.WaitForHitsAsync();

        await harness.Tail.DisposeAsync().AsTask().WaitAsync(Limits.Patience);

        await running.WaitAsync(Limits.Patience);
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Stopped);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Should().ContainSingle().Which.Exception.Should().BeNull();

        async Task ReadAsync()
        {
            await foreach (var _ in harness.Tail.ReadAsync()) Assert.Fail("Nothing was put.");
        }
    }

    [Test]
    public async Task ADisposalEndsTheTailBetweenTwoSessions()
    {
        await using var harness = await TailHarness.StartAsync();
        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        await away.WaitForHitsAsync();

        await harness.Tail.DisposeAsync().AsTask().WaitAsync(Limits.Patience);

        await harness.Running.WaitAsync(Limits.Patience);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();
        harness.Notices.Select(notice => notice.GetType().Name).Should().ContainInOrder("Started", "Interrupted", "Ended");
    }

    [TestCase(typeof(CloudWatchLiveTailNotice.Started))]
    [TestCase(typeof(CloudWatchLiveTailNotice.Interrupted))]
    [TestCase(typeof(CloudWatchLiveTailNotice.Ended))]
    public async Task ACallbackMayDisposeOfTheTailItHearsFrom(Type notice)
    {
        await using var harness = await TailHarness.CreateAsync();
        CloudWatchLiveTail? tail = null;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var disposed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        tail = OtherTail(harness, heard =>
        {
            if (heard is CloudWatchLiveTailNotice.Started) started.TrySetResult();
            if (heard.GetType() == notice) disposed.TrySetResult(tail!.DisposeAsync().AsTask().Wait(Limits.Patience));
        });
        using var stop = new CancellationTokenSource();
        var running = tail.RunAsync(Logger.None, stop.Token);
        await started.Task.WaitAsync(Limits.Patience);
        if (notice == typeof(CloudWatchLiveTailNotice.Interrupted)) harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        if (notice == typeof(CloudWatchLiveTailNotice.Ended)) stop.Cancel();

        await running.WaitAsync(Limits.Patience);
        (await disposed.Task.WaitAsync(Limits.Patience)).Should().BeTrue();
        await harness.Aws.WaitForLiveTailSessionsAsync(0);
    }

    [Test]
    public async Task ASinkMayDisposeOfTheTailThatWritesToIt()
    {
        await using var harness = await TailHarness.CreateAsync();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tail = OtherTail(harness, heard =>
        {
            if (heard is CloudWatchLiveTailNotice.Started) started.TrySetResult();
        });
        var disposed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var logger = new LoggerConfiguration().WriteTo.Sink(new Calling(() => disposed.TrySetResult(tail.DisposeAsync().AsTask().Wait(Limits.Patience)))).CreateLogger();
        var running = tail.RunAsync(logger);
        await started.Task.WaitAsync(Limits.Patience);
        harness.Aws.Put(TailHarness.Group, "s", "one", "two");

        await running.WaitAsync(Limits.Patience);
        (await disposed.Task.WaitAsync(Limits.Patience)).Should().BeTrue();
    }

    [Test]
    public async Task AReaderMayLeaveWhileTheTailReconnects()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.Since = TimeSpan.FromHours(1), emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        harness.Aws.Put(TailHarness.Group, "s", "history");
        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        await foreach (var _ in harness.Tail.ReadAsync())
        {
            await away.WaitForHitsAsync();
            break;
        }

        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Stopped);
        away.Clear();

        // It can be run again.
        harness.Run();
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
        harness.Texts.Should().Equal("history");
    }

    [Test]
    public async Task ASessionThatEndsWhileTheHistoryIsReadLosesAndRepeatsNothing()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.Since = TimeSpan.FromHours(1), emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        harness.Aws.Put(TailHarness.Group, "s", "history");
        using var history = harness.Aws.Faults.On("FilterLogEvents").Hold();
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "first session");
        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        await away.WaitForHitsAsync();
        harness.Aws.Put(TailHarness.Group, "s", "between");
        away.Clear();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        harness.Aws.Put(TailHarness.Group, "s", "second session");
        harness.Events.Should().BeEmpty("the history comes first");
        history.Clear();

        await harness.WaitForEventsAsync(4);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: gap => gap.Complete);
        await harness.StopAsync();
        harness.Texts.Should().BeEquivalentTo("history", "first session", "between", "second session").And.StartWith("history");
    }

    static CloudWatchLiveTail OtherTail(TailHarness harness, Action<CloudWatchLiveTailNotice> hear)
    {
        var options = new CloudWatchLiveTailOptions { Connection = TailHarness.ConnectionTo(harness.Aws), LogGroups = [TailHarness.Group], OnNotice = hear };
        return new CloudWatchLiveTail(options, CloudWatchLogsClient.Create(options.TailConnection()), new FastTimeProvider(20), () => 0.5);
    }

    sealed class Calling(Action call) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => call();
    }
}

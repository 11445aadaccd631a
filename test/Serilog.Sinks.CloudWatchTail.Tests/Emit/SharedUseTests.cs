using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>Several sinks, loggers and threads side by side.</summary>
public class SharedUseTests
{
    [Test]
    public async Task SeveralSinksOfOneLoggerEachHaveTheirOwnStream()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using (var logger = new LoggerConfiguration()
            .WriteTo.CloudWatch(o => Configure(o, aws, "all"))
            .WriteTo.CloudWatch(o => { Configure(o, aws, "errors"); o.RestrictedToMinimumLevel = LogEventLevel.Error; })
            .WriteTo.Logger(sub => sub.Filter.ByExcluding(e => e.Level == LogEventLevel.Error).WriteTo.CloudWatch(o => Configure(o, aws, "rest")))
            .CreateLogger())
        {
            logger.Information("fine");
            logger.Error("broken");
        }

        // The first event is sent eagerly, the second by the end of the sink: two puts under way at once may be stored in either order.
        Messages(aws, "all").Should().BeEquivalentTo("fine", "broken");
        Messages(aws, "errors").Should().Equal("broken");
        Messages(aws, "rest").Should().Equal("fine");
    }

    [Test]
    public async Task SeveralProcessesMayShareOneStream()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(p => Task.Run(async () =>
        {
            await using var logger = new LoggerConfiguration().WriteTo.CloudWatch(o => Configure(o, aws, "shared")).CreateLogger();
            for (var i = 0; i < 200; i++) logger.Information("process {P} event {I}", p, i);
        })));

        Messages(aws, "shared").Should().HaveCount(1_000).And.OnlyHaveUniqueItems();
        aws.RequestCount("CreateLogGroup").Should().BeLessThanOrEqualTo(5);
    }

    [Test]
    public async Task FlushAllDeliversWhatEverySinkOfTheProcessWasGiven()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using var first = new LoggerConfiguration().WriteTo.CloudWatch(o => Configure(o, aws, "first")).CreateLogger();
        await using var second = new LoggerConfiguration().WriteTo.CloudWatch(o => Configure(o, aws, "second")).CreateLogger();
        for (var invocation = 1; invocation <= 3; invocation++)
        {
            first.Information("invocation {I}", invocation);
            second.Information("invocation {I}", invocation);
            await Task.WhenAll(CloudWatchSinks.FlushAllAsync(), CloudWatchSinks.FlushAllAsync()).WaitAsync(Limits.Patience);
            Messages(aws, "first").Should().HaveCount(invocation);
            Messages(aws, "second").Should().HaveCount(invocation);
        }
    }

    [Test]
    public async Task FlushAllMayBeGivenUpAndDropsNothing()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using (var logger = new LoggerConfiguration().WriteTo.CloudWatch(o => Configure(o, aws, "s")).CreateLogger())
        {
            using var hold = aws.Faults.On("PutLogEvents").UntilCleared().Hold();
            logger.Information("event");
            using var cancel = new CancellationTokenSource();
            var flush = CloudWatchSinks.FlushAllAsync(cancel.Token);
            await hold.WaitForHitsAsync();
            cancel.Cancel();
            await flush.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
        }

        Messages(aws, "s").Should().Equal("event");
    }

    [Test]
    public async Task ManyThreadsLogWhileOthersFlushAndCloseAndEveryEventIsAccountedFor()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.TimeProvider = TimeProvider.System);
        using var start = new Barrier(4);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < 20_000; i++) sink.Emit($"writer {w} event {i}");
        }, TaskCreationOptions.LongRunning)).ToArray();

        await sink.Aws.WaitForEventsAsync(EmulatedSink.Group, 1);
        await Task.WhenAll(sink.Sink.FlushAsync(CancellationToken.None), sink.Sink.FlushAsync(CancellationToken.None)).WaitAsync(Limits.Patience);
        await Task.WhenAll(sink.Sink.DisposeAsync().AsTask(), Task.Run(sink.Sink.Dispose), Task.WhenAll(writers)).WaitAsync(Limits.Patience);

        sink.Sink.Gauges.Waiting.Should().Be(0);
        sink.Sink.Gauges.Emitted.Should().Be(80_000);
        sink.ShouldBeAccountedFor();
        sink.Stored.Should().HaveCount((int)sink.Sink.Gauges.Ledger.Delivered).And.OnlyHaveUniqueItems();
        sink.Losses.Should().NotContain(f => f.Reason != CloudWatchFailureReason.Closed);
    }

    static void Configure(CloudWatchSinkOptions options, CloudWatchLogsEmulator aws, string stream)
    {
        options.LogGroup = "/shared/use";
        options.LogStream = stream;
        options.OutputTemplate = "{Message:lj}";
        aws.Connect(options.Connection.UseEndpoint);
    }

    static IEnumerable<string> Messages(CloudWatchLogsEmulator aws, string stream) => aws.Events("/shared/use", stream).Select(e => e.Message);
}

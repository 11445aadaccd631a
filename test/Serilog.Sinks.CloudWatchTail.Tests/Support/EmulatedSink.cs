using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A sink that talks to an emulator over real HTTP, on a hand-moved clock. Messages are the bare rendered text.</summary>
sealed class EmulatedSink : IAsyncDisposable
{
    public const string Group = "/shop/orders";
    public const string Stream = "web-1";

    readonly bool _ownsAws;

    EmulatedSink(CloudWatchLogsEmulator aws, Action<CloudWatchSinkOptions>? configure, bool ownsAws)
    {
        Aws = aws;
        _ownsAws = ownsAws;
        Options = new CloudWatchSinkOptions
        {
            LogGroup = Group,
            LogStream = Stream,
            Formatter = new MessageTemplateTextFormatter("{Message:lj}"),
            TimeProvider = Clock,
            Randomizer = () => 1,
            OnFailure = Failures.Enqueue,
        };
        aws.Connect(Options.Connection.UseEndpoint);
        configure?.Invoke(Options);
        Sink = SinkFactory.CreateBatched(Options);
        Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(Sink).CreateLogger();
    }

    public CloudWatchLogsEmulator Aws { get; }

    public CloudWatchSinkOptions Options { get; }

    public ManualTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public ConcurrentQueue<CloudWatchFailure> Failures { get; } = new();

    public BatchedCloudWatchSink Sink { get; }

    public Logger Logger { get; }

    /// <summary>Events reported as lost, with and without an answer from the service.</summary>
    public IEnumerable<CloudWatchFailure> Losses => Failures.Where(f => f.Kind != CloudWatchFailureKind.Temporary);

    public IEnumerable<string> Stored => Aws.Events(Group).Select(e => e.Message);

    public static async Task<EmulatedSink> StartAsync(Action<CloudWatchSinkOptions>? configure = null, Action<CloudWatchLogsEmulatorOptions>? emulate = null) =>
        new(await CloudWatchLogsEmulator.StartAsync(emulate), configure, ownsAws: true);

    /// <summary>A sink beside others, or after another one, on one emulator.</summary>
    public static EmulatedSink On(CloudWatchLogsEmulator aws, Action<CloudWatchSinkOptions>? configure = null) => new(aws, configure, ownsAws: false);

    public void Emit(params string[] messages)
    {
        foreach (var message in messages) Sink.Emit(Some.Event(message, at: DateTimeOffset.UtcNow));
    }

    public void EmitNumbered(int from, int count)
    {
        for (var i = from; i < from + count; i++) Emit($"event {i}");
    }

    /// <summary>Everything emitted so far is delivered or reported; the clock moves as far as that takes.</summary>
    public Task FlushAsync() => SettleAsync(Sink.FlushAsync(CancellationToken.None));

    /// <summary>Moves the clock, a little at a time, while the sink waits for nothing but the clock.</summary>
    public async Task SettleAsync(Task done, TimeSpan? step = null)
    {
        await SettleUntilAsync(() => done.IsCompleted, step);
        await done;
    }

    /// <summary>The same until something holds.</summary>
    public async Task SettleUntilAsync(Func<bool> done, TimeSpan? step = null)
    {
        try
        {
            await Eventually.HoldsAsync(done, () =>
            {
                // A call under way is real time: its own time limit must not run out because a test is in a hurry.
                if (Sink.Gauges.CallsUnderWay == 0 && Clock.PendingTimers > 0) Clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
            });
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Not settled: {Sink.Gauges.Emitted} emitted, {Sink.Gauges.Ledger.Delivered} delivered, {Sink.Gauges.Ledger.Lost} lost, {Sink.Gauges.Waiting} waiting.", e);
        }
    }

    /// <summary>emitted + recovered = delivered + lost + waiting.</summary>
    public void ShouldBeAccountedFor() => (Sink.Gauges.Emitted + Sink.Gauges.Recovered).Should().Be(Sink.Gauges.Ledger.Delivered + Sink.Gauges.Ledger.Lost + Sink.Gauges.Waiting);

    public async ValueTask DisposeAsync()
    {
        await Sink.StopAsync(TimeSpan.Zero);
        await Logger.DisposeAsync();
        if (_ownsAws) await Aws.DisposeAsync();
    }
}

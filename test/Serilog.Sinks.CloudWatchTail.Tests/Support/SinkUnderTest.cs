using System.Collections.Concurrent;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A sink on a scripted wire and a hand-moved clock: messages are the bare rendered text.</summary>
sealed class SinkUnderTest : IAsyncDisposable
{
    public SinkUnderTest(Action<CloudWatchSinkOptions>? configure = null)
    {
        var options = new CloudWatchSinkOptions
        {
            LogGroup = "/shop/orders",
            LogStream = "web-1",
            Formatter = new MessageTemplateTextFormatter("{Message:lj}"),
            TimeProvider = Clock,
            Randomizer = () => 1,
            EagerlyEmitFirstEvent = false,
            ClientFactory = (_, _) => Client,
            OnFailure = f => Failures.Enqueue(f),
        };
        configure?.Invoke(options);
        Sink = SinkFactory.CreateBatched(options);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ScriptedClient Client { get; } = new();

    public ConcurrentQueue<CloudWatchFailure> Failures { get; } = new();

    public BatchedCloudWatchSink Sink { get; }

    public void Emit(params string[] messages)
    {
        foreach (var message in messages) Sink.Emit(Some.Event(message));
    }

    /// <summary>Moves the clock until the sink sends a put, and returns it.</summary>
    public async Task<ScriptedClient.Put> AdvanceToNextPutAsync(TimeSpan? step = null)
    {
        var next = Client.NextPutAsync();
        await Eventually.HoldsAsync(() => next.IsCompleted, async () =>
        {
            await Task.WhenAny(next, Clock.WhenTimersPendAsync()).WaitAsync(Limits.Patience / 2).ContinueWith(ThrowIfStill, TaskScheduler.Default);

            // Once it is sent, or while the sink does not know an answer yet, the clock stands still: else it might run, before the test hears of the put,
            // until the events behind it are given up.
            if (Client.OwesPut && Sink.Gauges.CallsUnderWay <= Client.Unanswered) Clock.Advance(step ?? TimeSpan.FromMilliseconds(250));
        });
        return await next;

        void ThrowIfStill(Task moved)
        {
            if (moved.IsFaulted)
            {
                throw new TimeoutException(
                    $"The sink neither sends nor waits for the clock. Waiting: {Sink.Gauges.Waiting}, delivered: {Sink.Gauges.Ledger.Delivered}, " +
                    $"calls under way: {Sink.Gauges.CallsUnderWay}, retries: {Sink.Gauges.Ledger.Retries}, ended: {Sink.HasEnded}; {PoolState.Now}.");
            }
        }
    }

    /// <summary>Accepts what the sink sends, in however many puts, until something is done.</summary>
    public async Task AcceptUntilAsync(Task done)
    {
        while (true)
        {
            var next = Client.NextPutAsync();
            if (await Task.WhenAny(next, done) == done) break;
            (await next).Accept();
        }

        await done;
    }

    /// <summary>Waits for a report that comes from another thread.</summary>
    public async Task UntilReportedAsync()
    {
        var patience = Task.Delay(Limits.Patience);
        while (Failures.IsEmpty && !patience.IsCompleted) await Task.Yield();
    }

    /// <summary>emitted = delivered + lost + waiting.</summary>
    public void ShouldBeAccountedFor() =>
        Sink.Gauges.Emitted.Should().Be(Sink.Gauges.Ledger.Delivered + Sink.Gauges.Ledger.Lost + Sink.Gauges.Waiting);

    public async ValueTask DisposeAsync() => await Sink.StopAsync(TimeSpan.Zero);
}

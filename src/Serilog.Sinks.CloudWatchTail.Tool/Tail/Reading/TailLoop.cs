using Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// Moves messages from the tail to the pipeline and flushes the screen whenever it has to wait for the next message. order holds live messages briefly
// to sort them; null for a single stream. While pause is on, messages wait here up to a bound, and beyond it in the tail's queue.
sealed class TailLoop(IAsyncEnumerable<CloudWatchLiveTailMessage> source, EventPipeline pipeline, Screen screen, TimeOrder? order, PauseGate pause, TimeProvider timeProvider)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var messages = source.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            ShowDue();
            if (pause.IsFull) await pause.WaitForChangeAsync(cancellationToken);
            var next = messages.MoveNextAsync();
            var more = next.IsCompleted ? await next : await WaitAsync(next.AsTask());
            if (!more) break;
            Accept(messages.Current);
        }

        while (order is not null && order.TryTake(all: true, out var message)) Show(message);
        screen.Flush();
    }

    async Task<bool> WaitAsync(Task<bool> next)
    {
        screen.Flush();
        while (!next.IsCompleted)
        {
            var changed = pause.Changed;
            if (order?.Due is { } due) await Task.WhenAny(next, changed, Task.Delay(due, timeProvider));
            else await Task.WhenAny(next, changed);
            ShowDue();
            screen.Flush();
        }

        return await next;
    }

    void Accept(in CloudWatchLiveTailMessage message)
    {
        if (order is null || message.Backfilled) Show(message);
        else order.Add(message);
    }

    void ShowDue()
    {
        while (pause.TryTake(out var waiting)) pipeline.Handle(waiting);
        while (order is not null && order.TryTake(all: false, out var message)) Show(message);
    }

    void Show(in CloudWatchLiveTailMessage message)
    {
        if (!pause.TryHold(message)) pipeline.Handle(message);
    }
}

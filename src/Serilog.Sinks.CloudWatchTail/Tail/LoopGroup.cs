using System.Runtime.ExceptionServices;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// Runs loops that end together.
static class LoopGroup
{
    // Runs the loops until they are cancelled or one of them fails; then the others are cancelled and the exception is thrown.
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> loops, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = loops.Select(loop => Task.Run(() => loop(stop.Token), CancellationToken.None)).ToList();
        Exception? failure = null;
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            // Always read the exception: that of a later failure must not become unobserved.
            var exception = ended.Exception?.InnerException;
            if (failure is not null || stop.IsCancellationRequested || ended.IsCompletedSuccessfully) continue;

            // A loop must never end unnoticed without being cancelled.
            failure = exception ?? new InvalidOperationException("A loop of the live tail was cancelled from inside.");
            await stop.CancelAsync().ConfigureAwait(false);
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        cancellationToken.ThrowIfCancellationRequested();
    }
}

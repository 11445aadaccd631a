using System.Runtime.ExceptionServices;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// Runs loops that end together.
static class LoopGroup
{
    // Runs the loops until they are cancelled, or until one fails; then the others are cancelled and its exception is thrown.
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> loops, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = loops.Select(loop => Task.Run(() => loop(stop.Token), CancellationToken.None)).ToList();
        Exception? failure = null;
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            // Read in any case: a failure after the first must not come up as an unobserved exception.
            var exception = ended.Exception?.InnerException;
            if (failure is not null || stop.IsCancellationRequested || ended.IsCompletedSuccessfully) continue;

            // A loop that ends without being cancelled must not end in silence, whatever ended it.
            failure = exception ?? new InvalidOperationException("A loop of the live tail was cancelled from inside.");
            await stop.CancelAsync().ConfigureAwait(false);
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        cancellationToken.ThrowIfCancellationRequested();
    }
}

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Wakes one waiting loop. Set before the wait, it ends the next one at once.
sealed class WakeSignal
{
    TaskCompletionSource _set = New();

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    // Completes when the signal is set or the timeout has passed.
    public async Task WaitAsync(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var set = Volatile.Read(ref _set).Task;
        await set.WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (set.IsCompleted) Volatile.Write(ref _set, New());
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

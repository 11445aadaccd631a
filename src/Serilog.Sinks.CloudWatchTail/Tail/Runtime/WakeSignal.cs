namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Wakes one waiting loop. A signal without a waiter is kept for the next wait.
sealed class WakeSignal
{
    TaskCompletionSource _set = New();

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    // Returns when the signal is set or the time has passed.
    public async Task WaitAsync(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var set = Volatile.Read(ref _set).Task;
        await set.WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (set.IsCompleted) Volatile.Write(ref _set, New());
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

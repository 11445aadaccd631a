namespace Serilog.Sinks.CloudWatchTail.Emit;

// What the caller of a flush waits for: one task for any number of sinks, which the last of their loops completes itself. A task composed of others
// would need a pool thread to complete, and callers that block on it may hold all of them.
sealed class FlushWait
{
    readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenRegistration _cancellation;
    int _open;

    public FlushWait(int sinks, CancellationToken cancellationToken)
    {
        _open = sinks;
        if (sinks == 0) _completed.TrySetResult();
        _cancellation = cancellationToken.UnsafeRegister(static (wait, token) => ((FlushWait)wait!)._completed.TrySetCanceled(token), this);
    }

    public Task Completion => _completed.Task;

    // Called when one of the sinks has delivered or reported everything.
    public void CompleteOne()
    {
        if (Interlocked.Decrement(ref _open) > 0) return;
        _completed.TrySetResult();
        _cancellation.Unregister();
    }
}

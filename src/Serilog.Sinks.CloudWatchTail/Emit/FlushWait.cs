namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// What the caller of a flush waits for: one task for any number of sinks, completed by the last of their loops itself. A task made of others would
/// need a thread of the pool to complete, and callers who block on it may hold all of them.
/// </summary>
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

    /// <summary>One of the sinks has delivered or reported all that it had.</summary>
    public void CompleteOne()
    {
        if (Interlocked.Decrement(ref _open) > 0) return;
        _completed.TrySetResult();
        _cancellation.Unregister();
    }
}

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;

// Holds messages while the tail is paused, and counts them. Toggled by the keyboard; everything else is called by the loop alone.
sealed class PauseGate
{
    // Beyond it messages wait in the tail, which fetches again what it has no room for.
    public const int Limit = 100_000;

    readonly Queue<CloudWatchLiveTailMessage> _held = new();
    TaskCompletionSource _changed = New();
    volatile bool _isPaused;
    int _count;

    public bool IsPaused => _isPaused;

    // How many messages wait.
    public int Count => Volatile.Read(ref _count);

    public bool IsFull => _isPaused && Count >= Limit;

    // Completes with the next pause or resumption.
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Toggle()
    {
        _isPaused = !_isPaused;
        Interlocked.Exchange(ref _changed, New()).TrySetResult();
    }

    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        var changed = Changed;
        if (IsFull) await changed.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Returns: False when the tail is not paused.
    public bool TryHold(in CloudWatchLiveTailMessage message)
    {
        if (!_isPaused && _held.Count == 0) return false;
        _held.Enqueue(message);
        Volatile.Write(ref _count, _held.Count);
        return true;
    }

    // Takes the oldest that waits, unless the tail is paused.
    public bool TryTake(out CloudWatchLiveTailMessage message)
    {
        message = default;
        if (_isPaused || !_held.TryDequeue(out message)) return false;
        Volatile.Write(ref _count, _held.Count);
        return true;
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

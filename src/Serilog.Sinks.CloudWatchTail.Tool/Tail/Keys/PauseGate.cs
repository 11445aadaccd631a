namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;

// Holds and counts messages while the tail is paused. The keyboard toggles it; the loop alone calls everything else.
sealed class PauseGate
{
    // Further messages wait in the tail, which fetches again those that do not fit.
    public const int Limit = 100_000;

    readonly Queue<CloudWatchLiveTailMessage> _held = new();
    TaskCompletionSource _changed = New();
    volatile bool _isPaused;
    int _count;

    public bool IsPaused => _isPaused;

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => _isPaused && Count >= Limit;

    // Completes at the next pause or resumption.
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

    // Returns false if the tail is not paused.
    public bool TryHold(in CloudWatchLiveTailMessage message)
    {
        if (!_isPaused && _held.Count == 0) return false;
        _held.Enqueue(message);
        Volatile.Write(ref _count, _held.Count);
        return true;
    }

    // Takes the oldest message that waits, unless the tail is paused.
    public bool TryTake(out CloudWatchLiveTailMessage message)
    {
        message = default;
        if (_isPaused || !_held.TryDequeue(out message)) return false;
        Volatile.Write(ref _count, _held.Count);
        return true;
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

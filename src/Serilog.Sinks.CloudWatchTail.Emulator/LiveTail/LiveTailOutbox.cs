namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// The updates that wait for a slow reader. The session's timer adds them whether the reader keeps up or not, and beyond the limits the oldest update
// is dropped silently: the service does the same, and clients that stop reading must be tested with it.
sealed class LiveTailOutbox(int updateLimit, long eventLimit)
{
    readonly object _gate = new();
    readonly Queue<LiveTailUpdate> _updates = new();
    TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _events;
    bool _expired;

    // The number of updates dropped.
    public int Dropped { get; private set; }

    // Appends an update. Returns whether an older one was dropped for it.
    public bool Add(LiveTailUpdate update)
    {
        lock (_gate)
        {
            var before = Dropped;
            _updates.Enqueue(update);
            _events += update.Results.Count;
            while (_updates.Count > updateLimit || (_events > eventLimit && _updates.Count > 1))
            {
                _events -= _updates.Dequeue().Results.Count;
                Dropped++;
            }

            _arrived.TrySetResult();
            return Dropped > before;
        }
    }

    // The session's time is over, which the reader learns after the waiting updates.
    public void Expire()
    {
        lock (_gate)
        {
            _expired = true;
            _arrived.TrySetResult();
        }
    }

    // Takes the oldest update; returns null when the session's time is over.
    public async ValueTask<LiveTailUpdate?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrived;
            lock (_gate)
            {
                if (_updates.TryDequeue(out var update))
                {
                    _events -= update.Results.Count;
                    return update;
                }

                if (_expired) return null;
                if (_arrived.Task.IsCompleted) _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
                arrived = _arrived.Task;
            }

            await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

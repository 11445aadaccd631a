using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// The bounded queue between the network and the consumer. The network side never waits: if the queue is full, the oldest message is dropped and
// counted. A query may wait for room, since the service keeps its events.
sealed class HandoffQueue
{
    readonly object _gate = new();
    readonly Queue<TailedMessage> _messages = new();
    readonly int _limit;
    readonly long _limitBytes;
    TaskCompletionSource? _roomWaiter;
    TaskCompletionSource? _messageWaiter;
    long _bytes;
    long _enqueued;
    long _dropped;
    long _droppedUntold;
    bool _completed;
    bool _poked;

    public HandoffQueue(int limit, long limitBytes)
    {
        _limit = limit;
        _limitBytes = limitBytes;
    }

    public bool HasRoom
    {
        get { lock (_gate) return Fits; }
    }

    // The number of messages ever enqueued.
    public long Enqueued
    {
        get { lock (_gate) return _enqueued; }
    }

    // The number of messages that ever left the queue, handed over or dropped.
    public long Gone
    {
        get { lock (_gate) return _enqueued - _messages.Count; }
    }

    // The number of messages ever dropped.
    public long Dropped
    {
        get { lock (_gate) return _dropped; }
    }

    bool Fits => _messages.Count < _limit && _bytes < _limitBytes;

    // Enqueues the message and drops the oldest ones if there is no room.
    public void Enqueue(in TailedMessage message)
    {
        lock (_gate)
        {
            while (!Fits) DropOldest();
            Add(message);
        }
    }

    // Enqueues the message even over the limit, without dropping others. For messages that were admitted while there was room, or that can wait no
    // longer.
    public void EnqueueInAnyCase(in TailedMessage message)
    {
        lock (_gate) Add(message);
    }

    // Waits for room and enqueues the message. If cancelled, enqueues it at once: it already counts as shown, so it must be handed over or counted as
    // dropped.
    public async ValueTask EnqueueWhenRoomAsync(TailedMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (Fits)
                {
                    Add(message);
                    return;
                }

                room = (_roomWaiter ??= NewWaiter()).Task;
            }

            await room.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested) continue;
            EnqueueInAnyCase(message);
            return;
        }
    }

    public bool TryDequeue(out TailedMessage message)
    {
        lock (_gate)
        {
            if (!_messages.TryDequeue(out message)) return false;
            _bytes -= message.Size;
            _roomWaiter?.TrySetResult();
            _roomWaiter = null;
            return true;
        }
    }

    // Completes with true when there is a message or after Poke, with false when there will be no more messages.
    public async ValueTask<bool> WaitAsync()
    {
        Task message;
        lock (_gate)
        {
            if (_messages.Count > 0 || _poked)
            {
                _poked = false;
                return true;
            }

            if (_completed) return false;
            message = (_messageWaiter ??= NewWaiter()).Task;
        }

        await message.ConfigureAwait(false);
        return true;
    }

    // Announces that there will be no more messages.
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Wake();
        }
    }

    // Counts messages as dropped that were never enqueued.
    public void CountDropped(int count)
    {
        lock (_gate)
        {
            _dropped += count;
            _droppedUntold += count;
            TailMetrics.Dropped.Add(count);
        }
    }

    // Drops everything that is still queued.
    public IReadOnlyList<TailedMessage> DropAll()
    {
        lock (_gate)
        {
            var messages = _messages.ToArray();
            while (_messages.Count > 0) DropOldest();
            return messages;
        }
    }

    // Wakes the consumer without a message, now or at its next wait.
    public void Poke()
    {
        lock (_gate)
        {
            _poked = _messageWaiter is null;
            Wake();
        }
    }

    // Returns the number of messages dropped since the last call.
    public long TakeDroppedCount()
    {
        lock (_gate)
        {
            var untold = _droppedUntold;
            _droppedUntold = 0;
            return untold;
        }
    }

    void Add(in TailedMessage message)
    {
        _messages.Enqueue(message);
        _bytes += message.Size;
        _enqueued++;
        Wake();
    }

    void Wake()
    {
        _messageWaiter?.TrySetResult();
        _messageWaiter = null;
    }

    void DropOldest()
    {
        _bytes -= _messages.Dequeue().Size;
        _dropped++;
        _droppedUntold++;
        TailMetrics.Dropped.Add(1);
    }

    static TaskCompletionSource NewWaiter() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

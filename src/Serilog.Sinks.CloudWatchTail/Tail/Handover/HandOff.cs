namespace Serilog.Sinks.CloudWatchTail.Tail.Handover;

/// <summary>
/// The bounded queue between the network and the consumer. The network side never waits here: when it is full the oldest message is shed and
/// counted. A query can wait for room, since the service keeps its answers.
/// </summary>
sealed class HandOff
{
    readonly object _gate = new();
    readonly Queue<TailedMessage> _messages = new();
    readonly int _limit;
    readonly long _limitBytes;
    TaskCompletionSource? _roomWaiter;
    TaskCompletionSource? _messageWaiter;
    long _bytes;
    long _enqueued;
    long _shed;
    long _shedUntold;
    bool _completed;
    bool _poked;

    public HandOff(int limit, long limitBytes)
    {
        _limit = limit;
        _limitBytes = limitBytes;
    }

    public bool HasRoom
    {
        get { lock (_gate) return Fits; }
    }

    /// <summary>How many messages ever came in.</summary>
    public long Enqueued
    {
        get { lock (_gate) return _enqueued; }
    }

    /// <summary>How many messages ever went out, handed over or shed.</summary>
    public long Gone
    {
        get { lock (_gate) return _enqueued - _messages.Count; }
    }

    /// <summary>How many messages were ever shed.</summary>
    public long Shed
    {
        get { lock (_gate) return _shed; }
    }

    bool Fits => _messages.Count < _limit && _bytes < _limitBytes;

    /// <summary>Takes the message in, at the cost of the oldest ones if need be.</summary>
    public void Enqueue(in TailedMessage message)
    {
        lock (_gate)
        {
            while (!Fits) ShedOldest();
            Add(message);
        }
    }

    /// <summary>
    /// Takes the message in, if need be over the limit: for messages that were let in while there was room, or that must not be waited for any
    /// more. The others' must not be shed for them.
    /// </summary>
    public void EnqueueInAnyCase(in TailedMessage message)
    {
        lock (_gate) Add(message);
    }

    /// <summary>
    /// Takes the message in once there is room. Cancelled, it takes the message in at once: it counts as met, so it must either be handed over
    /// or be counted as shed.
    /// </summary>
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

    /// <summary>Completes when there is a message, or something else to look up for, with true; when there will be none any more, with false.</summary>
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

    /// <summary>Nothing comes in any more.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Wake();
        }
    }

    /// <summary>Counts messages as shed that never came in.</summary>
    public void CountShed(int count)
    {
        lock (_gate)
        {
            _shed += count;
            _shedUntold += count;
            TailMetrics.Shed.Add(count);
        }
    }

    /// <summary>Sheds everything that is still here.</summary>
    public IReadOnlyList<TailedMessage> ShedAll()
    {
        lock (_gate)
        {
            var messages = _messages.ToArray();
            while (_messages.Count > 0) ShedOldest();
            return messages;
        }
    }

    /// <summary>Lets the consumer look up without a message, now or when it is about to wait.</summary>
    public void Poke()
    {
        lock (_gate)
        {
            _poked = _messageWaiter is null;
            Wake();
        }
    }

    /// <summary>How many messages were shed since the last call.</summary>
    public long TakeShedCount()
    {
        lock (_gate)
        {
            var untold = _shedUntold;
            _shedUntold = 0;
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

    void ShedOldest()
    {
        _bytes -= _messages.Dequeue().Size;
        _shed++;
        _shedUntold++;
        TailMetrics.Shed.Add(1);
    }

    static TaskCompletionSource NewWaiter() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

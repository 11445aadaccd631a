using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>
/// Where callers leave their events for the loop: two arrays that change places, so that adding is a store under a short lock and taking is an
/// exchange. It also keeps the number of events accepted and not settled yet, which is what its limits bound.
/// </summary>
sealed class EventQueue
{
    /// <summary>Refused events kept with their content until the loop reports them; beyond that only their number is kept, since refusing must not take memory.</summary>
    const int RefusedEventsKept = 10_000;

    const int InitialCapacity = 256;

    /// <summary>An array longer than this is not kept for the next burst.</summary>
    const int KeptCapacity = 16_384;

    readonly int _limit;
    readonly long _limitBytes;
    readonly bool _blockWhenFull;
    readonly int _wakeAt;
    readonly int _pressureAt;
    readonly LogEventLevel _urgentLevel;
    readonly LoopSignal _signal;

    // All below belongs to whoever holds the gate.
    readonly object _gate = new();
    LogEvent[] _filling = new LogEvent[InitialCapacity];
    LogEvent[]? _spare;
    List<LogEvent>? _refused;
    long _refusedCount;
    int _count;
    int _waiting;
    long _waitingBytes;
    int _blocked;
    long _accepted;
    long _emitted;
    bool _urgent;
    bool _wakeOnNext;
    bool _closed;

    public EventQueue(int limit, long limitBytes, bool blockWhenFull, int wakeAt, LogEventLevel urgentLevel, LoopSignal signal)
    {
        _limit = limit;
        _limitBytes = limitBytes;
        _blockWhenFull = blockWhenFull;
        _wakeAt = wakeAt;
        _pressureAt = Math.Max(1, (int)(limit * 3L / 4));
        _urgentLevel = urgentLevel;
        _signal = signal;
    }

    /// <summary>All events that callers brought, refused ones included.</summary>
    public long Emitted
    {
        get { lock (_gate) return _emitted; }
    }

    /// <summary>All events that were let in: the position of the newest one.</summary>
    public long Accepted
    {
        get { lock (_gate) return _accepted; }
    }

    /// <summary>Events accepted and neither delivered nor reported yet.</summary>
    public int Waiting
    {
        get { lock (_gate) return _waiting; }
    }

    public bool HasRoomForBytes
    {
        get { lock (_gate) return _waitingBytes < _limitBytes; }
    }

    /// <summary>Leaves an event for the loop. False if the queue is closed for good; a refused event is kept for the loop's report.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEnqueue(LogEvent logEvent)
    {
        var wake = false;
        lock (_gate)
        {
            if (_waiting >= _limit || _waitingBytes >= _limitBytes)
            {
                if (_blockWhenFull) WaitForRoom();
                if (!_closed && (_waiting >= _limit || _waitingBytes >= _limitBytes))
                {
                    wake = Refuse(logEvent);
                    goto Done;
                }
            }

            if (_closed)
            {
                _emitted++;
                return false;
            }

            if (_count == _filling.Length) Array.Resize(ref _filling, _count * 2);
            _filling[_count++] = logEvent;
            _waiting++;
            _accepted++;
            _emitted++;
            if (logEvent.Level >= _urgentLevel) _urgent = wake = true;
            if (_wakeOnNext || _count == _wakeAt || _waiting == _pressureAt)
            {
                _wakeOnNext = false;
                wake = true;
            }
        }

    Done:
        if (wake) _signal.Set();
        return true;
    }

    /// <summary>
    /// Gives the loop all that came, in exchange for the array of the last time, which must be cleared. <paramref name="urgent"/> tells whether an event that must not wait was among it.
    /// </summary>
    public ArraySegment<LogEvent> Take(LogEvent[]? returned, out bool urgent)
    {
        lock (_gate)
        {
            if (returned is { Length: <= KeptCapacity }) _spare = returned;
            urgent = _urgent;
            _urgent = false;
            if (_count == 0) return ArraySegment<LogEvent>.Empty;
            var taken = new ArraySegment<LogEvent>(_filling, 0, _count);
            _filling = _spare ?? new LogEvent[Math.Clamp(_count, InitialCapacity, KeptCapacity)];
            _spare = null;
            _count = 0;
            return taken;
        }
    }

    /// <summary>Whether there is little room left, and nothing here that the loop could still take.</summary>
    public bool AllTakenUnderPressure
    {
        get { lock (_gate) return _count == 0 && _waiting >= _pressureAt; }
    }

    public bool HasRefused
    {
        get { lock (_gate) return _refusedCount > 0; }
    }

    /// <summary>The events refused since the last call: their exact number, and as many of them as were kept.</summary>
    public (long Count, IReadOnlyList<LogEvent> Kept) TakeRefused()
    {
        lock (_gate)
        {
            if (_refusedCount == 0) return (0, []);
            var result = (_refusedCount, (IReadOnlyList<LogEvent>)_refused!);
            _refusedCount = 0;
            _refused = null;
            return result;
        }
    }

    /// <summary>Asks for a wake-up at the next event. False if one is there already.</summary>
    public bool TryArmWakeUp()
    {
        lock (_gate)
        {
            if (_count > 0 || _refusedCount > 0) return false;
            _wakeOnNext = true;
            return true;
        }
    }

    public void AddBytes(int bytes)
    {
        lock (_gate) _waitingBytes += bytes;
    }

    /// <summary>Events were delivered or reported: there is room for others.</summary>
    public void Release(int events, long bytes)
    {
        lock (_gate)
        {
            _waiting -= events;
            _waitingBytes -= bytes;
            if (_blocked > 0) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>From here on nothing is accepted; callers that wait for room come back, refused.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        _signal.Set();
    }

    void WaitForRoom()
    {
        _blocked++;
        while (!_closed && (_waiting >= _limit || _waitingBytes >= _limitBytes))
        {
            // The loop may be asleep for its time limit with the queue full of small events.
            _signal.Set();
            Monitor.Wait(_gate);
        }

        _blocked--;
    }

    bool Refuse(LogEvent logEvent)
    {
        _emitted++;
        _refusedCount++;
        _refused ??= new List<LogEvent>();
        if (_refused.Count < RefusedEventsKept) _refused.Add(logEvent);
        return _refusedCount == 1;
    }
}

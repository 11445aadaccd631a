using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Which details are held, sent and thrown away. A trace is open for some time after an event that lets its details out; else they are held until there is
// one, until the trace has been silent for as long, or until room is needed: then the oldest trace goes. Thread-safe. timeTicks is how long a trace stays
// open, and how long a silent one is kept; in ticks of time stamps.
sealed class DetailStore(long limitBytes, long timeTicks, bool keepWhole)
{
    // A trace with more loses its oldest.
    public const int MostOfOneTrace = 1_000;

    // So many traces are thrown away at once before callers have their turn.
    const int TracesAtOnce = 64;

    // As in the queue: below this part of the limit large strings are not worth a copy.
    const int CopyShare = 64;

    const int None = -1;

    readonly object _gate = new();

    // All below is guarded by the gate.
    readonly DetailTraces _traces = new();
    readonly HeldDetails _details = new(keepWhole, limitBytes / CopyShare);
    long _kept, _sent, _discarded, _held;
    bool _closed;
    volatile bool _any;

    // Whether there is any trace. May be read without the gate: it is exact once no other thread adds any.
    public bool Any => _any;

    public long Bytes
    {
        get { lock (_gate) return AllBytes; }
    }

    long AllBytes => _details.Bytes + _traces.Bytes;

    public DetailCounts Counts()
    {
        lock (_gate) return new DetailCounts(_kept, _sent, _discarded, _held);
    }

    // Takes a detail. Whether it is to be sent at once. began tells whether it is the first that is held after there was none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(LogEvent logEvent, string key, in StreamHint hint, long now, out bool began)
    {
        lock (_gate)
        {
            began = false;
            if (_closed) return false;
            _kept++;
            try
            {
                var trace = Find(key, now);
                if (trace != None && now < _traces[trace].OpenUntil)
                {
                    _traces.Touch(trace, now);
                    _sent++;
                    return true;
                }

                if (Hold(logEvent, key, trace, in hint, now)) _held++;
                else _discarded++;
            }
            catch (OutOfMemoryException)
            {
                _discarded++;
            }

            began = !_any && _traces.Count > 0;
            _any = _traces.Count > 0;
            return false;
        }
    }

    // An event that is sent in any case came: its trace is not silent.
    public void Touch(string key, long now)
    {
        lock (_gate)
        {
            if (Find(key, now) is not None and var trace) _traces.Touch(trace, now);
        }
    }

    // An event came that lets the details of its trace out. The number of the first one; negative if there is none. They count as held, and take room,
    // until Free. began is as in Take.
    public int Open(string key, long now, out bool began)
    {
        lock (_gate)
        {
            began = false;
            if (_closed) return None;
            try
            {
                var index = Find(key, now);
                if (index == None)
                {
                    index = _traces.Add(key, now);
                    MakeRoom(index, now);
                    began = !_any;
                    _any = _traces.Count > 0;
                    if (!_traces.TryFind(key, out index)) return None;
                }

                ref var trace = ref _traces[index];
                _traces.Touch(index, now);
                trace.OpenUntil = Math.Max(trace.OpenUntil, now + timeTicks);
                var first = trace.First;
                (trace.First, trace.Last, trace.Count) = (None, None, 0);
                return first;
            }
            catch (OutOfMemoryException)
            {
                return None;
            }
        }
    }

    // A detail that Open let out. Returns: The number of the next one.
    public int Read(int index, CapturedProperty[] scratch, out LogEvent logEvent, out StreamHint hint)
    {
        logEvent = _details.Read(index, scratch);
        ref var detail = ref _details[index];
        hint = detail.Hint;
        return detail.Next;
    }

    // So many details from this one on are sent, and the others of their trace could not be.
    public void Free(int first, int sent)
    {
        lock (_gate)
        {
            for (; first != None; first = _details.Free(first))
            {
                _held--;
                if (sent-- > 0) _sent++;
                else _discarded++;
            }
        }
    }

    // Throws away what has been silent for too long, a part at a time. Whether there is more. next: The time stamp at which there will be.
    public bool Expire(long now, out long next)
    {
        lock (_gate)
        {
            for (var i = 0; i < TracesAtOnce && _traces.MostSilent is not None and var trace && IsSilent(trace, now); i++) Discard(trace);
            next = _traces.MostSilent is not None and var first ? _traces[first].LastEvent + timeTicks : long.MaxValue;
            _any = _traces.Count > 0;
            if (_any) return next <= now;
            _traces.Trim();
            _details.Trim();
            return false;
        }
    }

    // Throws everything away, and takes nothing from here on.
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_traces.Oldest is not None and var trace) Discard(trace);
            _any = false;
        }
    }

    int Find(string key, long now)
    {
        if (!_traces.TryFind(key, out var index)) return None;
        if (!IsSilent(index, now)) return index;
        Discard(index);
        return None;
    }

    // A trace is never open for longer than that: what opens it is an event of it.
    bool IsSilent(int trace, long now) => now - _traces[trace].LastEvent >= timeTicks;

    // Holds a detail. Whether it is held, and not too large for the limit.
    bool Hold(LogEvent logEvent, string key, int trace, in StreamHint hint, long now)
    {
        var detail = _details.Add(logEvent, in hint);
        if ((long)_details[detail].Head.Bytes + DetailTraces.BytesOf(key) > limitBytes)
        {
            _details.Free(detail);
            return false;
        }

        try
        {
            if (trace == None) trace = _traces.Add(key, now);
        }
        catch
        {
            _details.Free(detail);
            throw;
        }

        // From here on nothing throws.
        _traces.Touch(trace, now);
        ref var place = ref _traces[trace];
        if (place.First == None) place.First = detail;
        else _details[place.Last].Next = detail;
        place.Last = detail;
        if (++place.Count > MostOfOneTrace) DiscardOldest(trace);
        MakeRoom(trace, now);
        return true;
    }

    // Throws silent traces away, then the oldest ones. Where that is the one that room is made for, its oldest details go one by one.
    void MakeRoom(int current, long now)
    {
        while (AllBytes > limitBytes)
        {
            if (IsSilent(_traces.MostSilent, now))
            {
                Discard(_traces.MostSilent);
                continue;
            }

            var oldest = _traces.Oldest;
            if (oldest == current && _traces[current].Count > 1)
            {
                DiscardOldest(current);
                continue;
            }

            if (oldest == current) oldest = _traces.OldestAfter(current);

            // What is left is being sent, and will go.
            if (oldest == None) return;
            Discard(oldest);
        }
    }

    void Discard(int trace)
    {
        while (_traces[trace].Count > 0) DiscardOldest(trace);
        _traces.Remove(trace);
    }

    void DiscardOldest(int trace)
    {
        ref var place = ref _traces[trace];
        place.First = _details.Free(place.First);
        if (--place.Count == 0) place.Last = None;
        _held--;
        _discarded++;
    }
}

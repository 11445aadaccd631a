using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Decides which details are held, sent and discarded. A severe event opens its trace for some time: the details that are held are sent, and further ones
// at once. Other details are held until their trace is opened, until it has been silent for as long, or until room is needed, for which the oldest trace is
// discarded. Thread-safe. timeTicks is how long a trace stays open, and how long a silent one is kept, in ticks of timestamps.
sealed class DetailStore
{
    // A trace with more loses its oldest.
    public const int MostOfOneTrace = 1_000;

    // Expire discards this many traces before callers have their turn.
    const int TracesAtOnce = 64;

    // As in the queue: below this part of the limit large strings are not worth a copy.
    const int CopyShare = 64;

    const int None = -1;

    readonly long _limitBytes;
    readonly long _copyAtBytes;
    readonly long _timeTicks;
#if NET9_0_OR_GREATER
    readonly Lock _gate = new();
#else
    readonly object _gate = new();
#endif
    readonly DetailShapes _shapes = new();

    // All below is guarded by the gate; the last two may be read without it.
    readonly DetailTraces _traces = new();
    readonly HeldDetails _details;
    long _kept, _sent, _discarded, _held;
    bool _closed;
    volatile bool _any;
    volatile bool _copiesLargeStrings;

    public DetailStore(long limitBytes, long timeTicks)
    {
        _limitBytes = limitBytes;
        _copyAtBytes = limitBytes / CopyShare;
        _timeTicks = timeTicks;
        _details = new HeldDetails(_shapes);
    }

    // Whether there is any trace. It is exact once no other thread adds any.
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

    // Takes a detail. Returns whether it is to be sent at once. began: whether there was no trace before.
    public bool Take(LogEvent logEvent, string key, in StreamHint hint, long now, out bool began)
    {
        // Callers do not wait for each other while their events are encoded.
        var hash = _traces.Prefetch(key);
        var encoded = Encode(logEvent, key, in hint);
        var (isSent, isHeld) = (false, false);
        began = false;
        lock (_gate)
        {
            if (!_closed)
            {
                _kept++;
                var trace = Find(key, ref hash, now);
                if (trace != None && now < _traces[trace].OpenUntil)
                {
                    _traces.Touch(trace, now);
                    _sent++;
                    isSent = true;
                }
                else
                {
                    isHeld = encoded is not null && TryHold(encoded, key, hash, trace, now);
                    if (isHeld) _held++;
                    else _discarded++;
                    began = !_any && _traces.Count > 0;
                    _any = _traces.Count > 0;
                }
            }
        }

        encoded?.Clear(endUses: !isHeld);
        return isSent;
    }

    // Called for an event that is sent in any case: its trace is not silent.
    public void Touch(string key, long now)
    {
        int? hash = null;
        lock (_gate)
        {
            if (Find(key, ref hash, now) is not None and var trace) _traces.Touch(trace, now);
        }
    }

    // Opens a trace, and returns the details that it held. They count as held, and take room, until Free. began is as in Take.
    public DetailChain Open(string key, long now, out bool began)
    {
        int? hash = null;
        lock (_gate)
        {
            began = false;
            if (_closed) return DetailChain.Empty;
            try
            {
                var index = Find(key, ref hash, now);
                if (index == None)
                {
                    index = _traces.Add(key, hash, now);
                    MakeRoom(index, now);
                    began = !_any;
                    _any = _traces.Count > 0;
                    if (!_traces.TryFind(key, ref hash, out index)) return DetailChain.Empty;
                }

                ref var trace = ref _traces[index];
                _traces.Touch(index, now);
                trace.OpenUntil = Math.Max(trace.OpenUntil, now + _timeTicks);
                var details = trace.Details;
                trace.Details = DetailChain.Empty;
                return details;
            }
            catch (OutOfMemoryException)
            {
                return DetailChain.Empty;
            }
        }
    }

    // Recreates the first of the details that Open returned, and moves on to the next one.
    public LogEvent Read(ref DetailChain details, string key, out StreamHint hint) => _details.Read(ref details, key, out hint);

    // Frees the details that Open returned: the first ones, as many as sent says, are sent, and the others could not be.
    public void Free(in DetailChain details, int sent)
    {
        lock (_gate)
        {
            _held -= details.Count;
            _sent += sent;
            _discarded += details.Count - sent;
            _details.Free(in details);
        }
    }

    // Discards traces that have been silent for too long, a part at a time. Returns whether there are more. next: the timestamp at which there will be.
    public bool Expire(long now, out long next)
    {
        lock (_gate)
        {
            for (var i = 0; i < TracesAtOnce && _traces.MostSilent is not None and var trace && IsSilent(trace, now); i++) Discard(trace);
            next = _traces.MostSilent is not None and var first ? _traces[first].LastEvent + _timeTicks : long.MaxValue;
            _any = _traces.Count > 0;
            if (_any) return next <= now;
            _traces.Trim();
            _details.Trim();
            return false;
        }
    }

    // Discards everything, and takes nothing from here on.
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_traces.Oldest is not None and var trace) Discard(trace);
            _any = false;
        }
    }

    int Find(string key, ref int? hash, long now)
    {
        if (!_traces.TryFind(key, ref hash, out var index)) return None;
        if (!IsSilent(index, now)) return index;
        Discard(index);
        return None;
    }

    // An open trace is not silent: the event that opened it belongs to it.
    bool IsSilent(int trace, long now) => now - _traces[trace].LastEvent >= _timeTicks;

    // Returns an event's record; null if there is no memory for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    DetailEncoder? Encode(LogEvent logEvent, string key, in StreamHint hint)
    {
        DetailEncoder? encoder = null;
        try
        {
            encoder = DetailEncoder.OfThread;
            encoder.Encode(logEvent, key, in hint, _shapes, _copiesLargeStrings);
            return encoder;
        }
        catch (OutOfMemoryException)
        {
            encoder?.Clear(endUses: true);
            return null;
        }
    }

    // Holds a detail. Returns false if there is no memory for it, or if it exceeds the limit by itself.
    bool TryHold(DetailEncoder encoded, string key, int? hash, int trace, long now)
    {
        if (HeldDetails.MostBytesOf(encoded) + DetailTraces.BytesOf(key) > _limitBytes) return false;
        var isNew = trace == None;
        bool grew;
        try
        {
            if (isNew) trace = _traces.Add(key, hash, now);
            grew = _details.Add(ref _traces[trace].Details, encoded) || isNew;
        }
        catch (OutOfMemoryException)
        {
            if (isNew && trace != None) _traces.Remove(trace);
            return false;
        }

        // From here on nothing throws.
        _traces.Touch(trace, now);
        if (_traces[trace].Details.Count > MostOfOneTrace) DiscardOldest(trace);
        if (!grew) return true;
        if (AllBytes > _limitBytes) MakeRoom(trace, now);
        _copiesLargeStrings = AllBytes >= _copyAtBytes;
        return true;
    }

    // Discards silent traces, then the oldest ones; of the trace that room is made for, its oldest details one by one.
    void MakeRoom(int current, long now)
    {
        while (AllBytes > _limitBytes)
        {
            if (IsSilent(_traces.MostSilent, now))
            {
                Discard(_traces.MostSilent);
                continue;
            }

            var oldest = _traces.Oldest;
            if (oldest == current && _traces[current].Details.Count > 1)
            {
                DiscardOldest(current);
                continue;
            }

            if (oldest == current) oldest = _traces.OldestAfter(current);

            // The rest is being sent, and will be freed.
            if (oldest == None) return;
            Discard(oldest);
            _details.Prefetch(_traces.PrefetchOldest());
        }
    }

    void Discard(int trace)
    {
        ref var details = ref _traces[trace].Details;
        _held -= details.Count;
        _discarded += details.Count;
        _details.Free(in details);
        _traces.Remove(trace);
    }

    void DiscardOldest(int trace)
    {
        _details.FreeFirst(ref _traces[trace].Details);
        _held--;
        _discarded++;
    }
}

using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The traces by their keys, in the order of their beginnings, and in the order of their latest events. Not thread-safe.
sealed class DetailTraces
{
    // The memory of a trace without a long key, roughly, the lists and the table included.
    const int PerTrace = 248;

    const int None = -1;

    readonly SlotPool<DetailTrace> _traces = new();
    readonly IndexList _byAge = new();
    readonly IndexList _bySilence = new();
    readonly TraceTable _byKey = new();
    string? _lastKey;
    int _last;

    public int Count => _traces.Count;

    // The memory that all of them keep, apart from their details.
    public long Bytes { get; private set; }

    // The trace that began first; negative for none.
    public int Oldest => _byAge.First;

    // The trace that began after another one; negative for none.
    public int OldestAfter(int index) => _byAge.NextOf(index);

    // The trace that has been silent for the longest; negative for none.
    public int MostSilent => _bySilence.First;

    public ref DetailTrace this[int index] => ref _traces[index];

    // Has the processor fetch what TryFind reads. May be called at any time by any thread. Returns the hash of the key if it had to be
    // computed.
    public int? Prefetch(string key)
    {
        if (ReferenceEquals(key, _lastKey)) return null;
        var hash = key.GetHashCode();
        _byKey.Prefetch(hash);
        return hash;
    }

    // The events of one trace have its id as one object, and mostly follow each other.
    public bool TryFind(string key, ref int? keyHash, out int index)
    {
        if (ReferenceEquals(key, _lastKey))
        {
            index = _last;
            return true;
        }

        var hash = keyHash ??= key.GetHashCode();
        var place = hash;
        do index = _byKey.Next(hash, ref place);
        while (index != None && !_traces[index].Key.Is(key));
        if (index == None) return false;
        (_lastKey, _last) = (key, index);
        return true;
    }

    // The memory of a trace with this key.
    public static int BytesOf(string key) => PerTrace + TraceKey.BytesOf(key);

    // Begins a trace. Throws before there is one.
    public int Add(string key, int? keyHash, long now)
    {
        _byKey.EnsureRoom();
        var index = _traces.Rent();
        try
        {
            _byAge.EnsureRoom(index);
            _bySilence.EnsureRoom(index);
        }
        catch
        {
            _traces.Return(index);
            throw;
        }

        // From here on nothing throws.
        var hash = keyHash ?? key.GetHashCode();
        ref var trace = ref _traces[index];
        trace = new DetailTrace { Key = new TraceKey(key, hash), Details = DetailChain.Empty, LastEvent = now, OpenUntil = long.MinValue };
        _byKey.Add(hash, index);
        (_lastKey, _last) = (key, index);
        _byAge.AddLast(index);
        _bySilence.AddLast(index);
        Bytes += PerTrace + trace.Key.Bytes;
        return index;
    }

    // Called for each event of the trace.
    public void Touch(int index, long now)
    {
        ref var trace = ref _traces[index];
        if (now <= trace.LastEvent) return;
        trace.LastEvent = now;
        _bySilence.MoveToLast(index);
    }

    public void Remove(int index)
    {
        ref var trace = ref _traces[index];
        _byKey.Remove(trace.Key.Hash, index);
        if (index == _last) _lastKey = null;
        _byAge.Remove(index);
        _bySilence.Remove(index);
        Bytes -= PerTrace + trace.Key.Bytes;
        _traces.Return(index);
    }

    // Has the processor fetch what the removal of the two oldest traces reads. Returns the details of the oldest one.
    public DetailChain PrefetchOldest()
    {
        var oldest = _byAge.First;
        if (oldest == None) return DetailChain.Empty;
        _byKey.Prefetch(_traces[oldest].Key.Hash);
        if (_byAge.NextOf(oldest) is not None and var next)
        {
            CacheLines.Prefetch(ref _traces[next], Unsafe.SizeOf<DetailTrace>());
            _bySilence.Prefetch(next);
            _byAge.Prefetch(next);
        }

        return _traces[oldest].Details;
    }

    // Gives the memory back if there is no trace.
    public void Trim()
    {
        if (Count > 0) return;
        _traces.Trim();
        _byAge.Trim();
        _bySilence.Trim();
        _byKey.Trim();
    }
}

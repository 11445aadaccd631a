using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The traces by their keys, in the order of their beginnings, and in the order of their latest events. Not thread-safe.
sealed class DetailTraces
{
    // What a trace takes beside its key, roughly, in bytes.
    const int PerTrace = 192;

    readonly SlotPool<DetailTrace> _traces = new();
    readonly IndexList _byAge = new();
    readonly IndexList _bySilence = new();
    Dictionary<string, int> _byKey = [];
    string? _lastKey;
    int _last;

    public int Count => _byKey.Count;

    // What all of them keep in memory but for their details, in bytes.
    public long Bytes { get; private set; }

    // The trace that began first; negative for none.
    public int Oldest => _byAge.First;

    // The trace that began after another one; negative for none.
    public int OldestAfter(int index) => _byAge.NextOf(index);

    // The trace that has been silent for the longest; negative for none.
    public int MostSilent => _bySilence.First;

    public ref DetailTrace this[int index] => ref _traces[index];

    // The events of one trace have its id as one object, and mostly follow each other.
    public bool TryFind(string key, out int index)
    {
        if (ReferenceEquals(key, _lastKey))
        {
            index = _last;
            return true;
        }

        if (!_byKey.TryGetValue(key, out index)) return false;
        (_lastKey, _last) = (key, index);
        return true;
    }

    // What a trace of this key takes.
    public static int BytesOf(string key) => PerTrace + CapturedSize.Of(key);

    // Begins a trace. Throws before there is one.
    public int Add(string key, long now)
    {
        var index = _traces.Rent();
        try
        {
            _byAge.EnsureRoom(index);
            _bySilence.EnsureRoom(index);
            _byKey.Add(key, index);
        }
        catch
        {
            _traces.Return(index);
            throw;
        }

        // From here on nothing throws.
        _traces[index] = new DetailTrace { Key = key, First = -1, Last = -1, LastEvent = now, OpenUntil = long.MinValue };
        _byAge.AddLast(index);
        _bySilence.AddLast(index);
        Bytes += BytesOf(key);
        return index;
    }

    // An event of the trace came.
    public void Touch(int index, long now)
    {
        ref var trace = ref _traces[index];
        if (now <= trace.LastEvent) return;
        trace.LastEvent = now;
        _bySilence.MoveToLast(index);
    }

    public void Remove(int index)
    {
        var key = _traces[index].Key;
        _byKey.Remove(key);
        if (index == _last) _lastKey = null;
        _byAge.Remove(index);
        _bySilence.Remove(index);
        _traces.Return(index);
        Bytes -= BytesOf(key);
    }

    // Gives the memory back if there is no trace.
    public void Trim()
    {
        if (Count > 0) return;
        _traces.Trim();
        _byAge.Trim();
        _bySilence.Trim();
        _byKey = [];
    }
}

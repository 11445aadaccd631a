using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

sealed class StreamTable
{
    readonly Dictionary<StreamName, StreamBatches> _byName = [];
    readonly List<StreamBatches> _all = [];
    StreamBatches? _last;

    public IReadOnlyList<StreamBatches> All => _all;

    // Increases with each change of All.
    public int Version { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamBatches Of(StreamName name) => _last is { } last && ReferenceEquals(last.StreamName, name) ? last : _last = Find(name);

    // Makes every open batch due as soon as its stream may send.
    public void MarkAllDue()
    {
        foreach (var stream in _all) stream.MarkDue();
    }

    // Removes a stream; returns false if batches wait for it.
    public bool TryForget(StreamName name)
    {
        if (!_byName.TryGetValue(name, out var stream)) return true;
        if (!stream.IsEmpty) return false;
        _byName.Remove(name);
        _all.Remove(stream);
        _last = null;
        Version++;
        return true;
    }

    StreamBatches Find(StreamName name)
    {
        if (_byName.TryGetValue(name, out var stream)) return stream;
        stream = new StreamBatches(name);
        _all.Add(stream);
        _byName.Add(name, stream);
        Version++;
        return stream;
    }
}

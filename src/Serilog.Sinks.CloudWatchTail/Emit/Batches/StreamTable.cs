using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>The batches of all streams.</summary>
sealed class StreamTable
{
    readonly Dictionary<StreamName, StreamBatches> _byName = [];
    readonly List<StreamBatches> _all = [];
    StreamBatches? _last;

    public IReadOnlyList<StreamBatches> All => _all;

    /// <summary>Grows with each change of <see cref="All"/>.</summary>
    public int Version { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamBatches Of(StreamName name) => _last is { } last && ReferenceEquals(last.StreamName, name) ? last : _last = Find(name);

    /// <summary>Lets every open batch be sent as soon as its stream may.</summary>
    public void MarkAllDue()
    {
        foreach (var stream in _all) stream.MarkDue();
    }

    /// <summary>Forgets a stream; false if batches wait for it.</summary>
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

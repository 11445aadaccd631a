using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// Streams by name, searched by a name that is still in a builder, so that routing an event creates no string.
sealed class StreamNameTable
{
    readonly Dictionary<int, List<StreamName>> _byHash = [];

    public List<StreamName> All { get; } = [];

    public StreamName? Find(StringBuilder name)
    {
        if (!_byHash.TryGetValue(HashOf(name), out var streams)) return null;
        foreach (var stream in streams)
        {
            if (name.Equals(stream.Name)) return stream;
        }

        return null;
    }

    public void Add(StreamName stream)
    {
        All.Add(stream);
        var hash = string.GetHashCode(stream.Name);
        if (!_byHash.TryGetValue(hash, out var streams)) _byHash[hash] = streams = new List<StreamName>(1);
        streams.Add(stream);
    }

    public void RemoveWhere(Predicate<StreamName> condition)
    {
        if (All.RemoveAll(condition) == 0) return;
        _byHash.Clear();
        var kept = All.ToArray();
        All.Clear();
        foreach (var stream in kept) Add(stream);
    }

    static int HashOf(StringBuilder name)
    {
        Span<char> copy = stackalloc char[StreamNameTemplate.MaxLength];
        name.CopyTo(0, copy, name.Length);
        return string.GetHashCode(copy[..name.Length]);
    }
}

using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Caches the parsed member types by its bytes: events of one template usually have values of the same kinds. Bounded to Slots entries of at most
// LongestText bytes.
sealed class KindCache
{
    public const int Slots = 256;
    public const int LongestText = 512;

    readonly Entry?[] _entries = new Entry?[Slots];

    // Returns the cached kinds, to be read from the first step again, or null. areKnown tells that the format defines every kind.
    public KindNode? Find(ReadOnlySpan<byte> types, out bool areKnown)
    {
        areKnown = true;
        if (types.Length > LongestText || _entries[Utf8Hash.Slot(types, Slots)] is not { } entry || !types.SequenceEqual(entry.Types)) return null;
        areKnown = entry.AreKnown;
        entry.Root.Restart();
        return entry.Root;
    }

    public void Add(ReadOnlySpan<byte> types, KindNode root, bool areKnown)
    {
        if (types.Length <= LongestText) _entries[Utf8Hash.Slot(types, Slots)] = new(types.ToArray(), root, areKnown);
    }

    sealed record Entry(byte[] Types, KindNode Root, bool AreKnown);
}

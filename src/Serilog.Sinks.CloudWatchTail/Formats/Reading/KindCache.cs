using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>
/// What messages say in <c>types</c>, by its bytes: the events of one template mostly have values of the same kinds. Bounded: <see cref="Slots"/>
/// of at most <see cref="LongestText"/> bytes.
/// </summary>
sealed class KindCache
{
    public const int Slots = 256;
    public const int LongestText = 512;

    readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>The kinds, if they are kept; they are to be read from their first step again.</summary>
    /// <param name="areKnown">Each kind is one that the format knows.</param>
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

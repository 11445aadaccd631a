using System.Numerics;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Json;

/// <summary>
/// Strings that repeat by the hundred thousand: property names, stream names. The same bytes give the same string. Direct-mapped and therefore
/// bounded whatever is asked for: a slot holds one string of at most <paramref name="longest"/> bytes, and a new one replaces it.
/// </summary>
/// <param name="slots">How many strings are kept, rounded up to a power of two.</param>
/// <param name="longest">A longer string, in bytes, is made anew each time.</param>
sealed class StringCache(int slots = StringCache.DefaultSlots, int longest = StringCache.DefaultLongest)
{
    public const int DefaultSlots = 1024, DefaultLongest = 64;

    readonly Slot[] _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > longest) return Encoding.UTF8.GetString(utf8);

        ref var slot = ref _slots[Utf8Hash.Slot(utf8, _slots.Length)];
        if (slot.IsFor(utf8)) return slot.Text!;

        var text = Encoding.UTF8.GetString(utf8);
        slot = new(text, text.Length == utf8.Length ? null : utf8.ToArray());
        return text;
    }

    /// <param name="Utf8">Only of a text that is not ASCII: one that is can be compared without decoding.</param>
    readonly record struct Slot(string? Text, byte[]? Utf8)
    {
        public bool IsFor(ReadOnlySpan<byte> utf8) => Text != null && (Utf8 == null ? Ascii.Equals(utf8, Text) : utf8.SequenceEqual(Utf8));
    }
}

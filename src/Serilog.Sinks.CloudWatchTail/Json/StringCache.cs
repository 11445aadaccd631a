using System.Numerics;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Strings that repeat by the hundred thousand: property names, stream names. The same bytes give the same string. Direct-mapped and therefore
// bounded whatever is asked for: a slot holds one string of at most longest bytes, and a new one replaces it.
// slots: How many strings are kept, rounded up to a power of two.
// longest: A longer string, in bytes, is made anew each time.
sealed class StringCache(int slots = StringCache.DefaultSlots, int longest = StringCache.DefaultLongest)
{
    public const int DefaultSlots = 1024, DefaultLongest = 64;

    readonly string?[] _slots = new string?[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    // What each string was asked for as: bytes are compared faster than characters.
    readonly byte[]?[] _encoded = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)slots)][];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > longest) return Encoding.UTF8.GetString(utf8);

        var encoded = _encoded;
        var at = Utf8Hash.Slot(utf8, encoded.Length);
        return encoded[at] is { } bytes && utf8.SequenceEqual(bytes) ? _slots[at]! : Add(utf8, at);
    }

    string Add(ReadOnlySpan<byte> utf8, int at)
    {
        _encoded[at] = utf8.ToArray();
        return _slots[at] = Encoding.UTF8.GetString(utf8);
    }
}

using System.Numerics;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Interns strings that repeat by the hundred thousand, such as names of properties and streams. The cache is direct-mapped, which bounds it whatever
// the input: each slot holds the last string that hashed to it, and a string of more than longest bytes is not cached. The number of slots is rounded
// up to a power of two.
sealed class StringCache(int slots = StringCache.DefaultSlots, int longest = StringCache.DefaultLongest)
{
    public const int DefaultSlots = 1024, DefaultLongest = 64;

    readonly string?[] _slots = new string?[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    // The UTF-8 form of each string, because comparing bytes is faster than comparing characters.
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

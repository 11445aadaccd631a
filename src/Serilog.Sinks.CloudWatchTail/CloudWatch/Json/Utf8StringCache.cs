using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>
/// Gives the same string for the same bytes, so that the few names that every event repeats are not made again. It keeps one name a slot and
/// forgets the older one: whoever chooses names cannot make it grow.
/// </summary>
sealed class Utf8StringCache(int slots = 256)
{
    // Longer than any name or ARN of the service.
    const int LongestKept = 2048;

    readonly (byte[] Bytes, string Value)[] _slots = new (byte[], string)[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    (byte[]? Bytes, string Value) _last;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        // The events of an update often come from the same stream.
        if (_last.Bytes is { } last && utf8.SequenceEqual(last)) return _last.Value;

        ref var slot = ref _slots[Hash(utf8) & (uint)(_slots.Length - 1)];
        if (slot.Bytes is { } bytes && utf8.SequenceEqual(bytes))
        {
            _last = slot;
            return slot.Value;
        }

        var value = Encoding.UTF8.GetString(utf8);
        if (utf8.Length <= LongestKept) _last = slot = (utf8.ToArray(), value);
        return value;
    }

    static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;
        var words = MemoryMarshal.Cast<byte, ulong>(utf8);
        foreach (var word in words) hash = (BitOperations.RotateLeft(hash, 5) ^ word) * 0x9E3779B97F4A7C15;
        foreach (var value in utf8[(words.Length * sizeof(ulong))..]) hash = (BitOperations.RotateLeft(hash, 5) ^ value) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 32);
    }
}

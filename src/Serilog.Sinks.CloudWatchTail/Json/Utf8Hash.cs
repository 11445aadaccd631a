using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Picks the slot of a direct-mapped cache. It need not resist an attacker: strings that collide only evict each other.
static class Utf8Hash
{
    const ulong Multiplier = 0x9E3779B97F4A7C15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Slot(ReadOnlySpan<byte> utf8, int slots)
    {
        var hash = (ulong)utf8.Length * Multiplier;
        while (utf8.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(utf8)) * Multiplier, 29);
            utf8 = utf8[8..];
        }

        ulong rest = 0;
        if (utf8.Length >= 4)
        {
            rest = MemoryMarshal.Read<uint>(utf8);
            utf8 = utf8[4..];
        }

        foreach (var b in utf8) rest = (rest << 8) | b;
        hash = (hash ^ rest) * Multiplier;
        return (int)((hash >> 32) & (ulong)(slots - 1));
    }
}

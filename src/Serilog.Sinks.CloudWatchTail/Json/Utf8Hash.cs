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
        ref var start = ref MemoryMarshal.GetReference(utf8);
        var length = utf8.Length;
        var hash = (ulong)length * Multiplier;
        if (length >= 8)
        {
            for (var at = 0; at < length - 8; at += 8)
                hash = BitOperations.RotateLeft((hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at))) * Multiplier, 29);

            // The last eight bytes overlap those before them.
            hash ^= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, length - 8));
        }
        else if (length >= 4)
        {
            hash ^= (ulong)Unsafe.ReadUnaligned<uint>(ref start) << 32 | Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4));
        }
        else if (length > 0)
        {
            hash ^= (uint)(start << 16 | Unsafe.Add(ref start, length >> 1) << 8 | Unsafe.Add(ref start, length - 1));
        }

        hash *= Multiplier;
        return (int)((hash >> 32) & (ulong)(slots - 1));
    }
}

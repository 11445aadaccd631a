using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Inserts backslashes among eight bytes at once. For each set of bytes to escape, a table says where every byte goes and which places are gaps for a
// backslash.
static class QuoteExpansion
{
    const byte Gap = 0x80;

    // Sixteen places for each of the 256 sets.
    static readonly byte[] Places = CreatePlaces();

    // Whether the processor can shuffle bytes by a table.
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported;
    }

    // Writes sixteen bytes and a backslash before each one whose bit is set. Stores up to 32 bytes; returns how many are valid.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Vector128<byte> bytes, uint escaped, ref byte target)
    {
        var lower = WriteHalf(bytes, escaped & 0xFF, 0, ref target);
        return lower + WriteHalf(bytes, escaped >> 8, 8, ref Unsafe.Add(ref target, lower));
    }

    // Writes the first eight bytes and a backslash before each one whose bit is set. Overwrites sixteen bytes of the target and returns how many are
    // meant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteLower(Vector128<byte> bytes, uint escaped, ref byte target) => WriteHalf(bytes, escaped & 0xFF, 0, ref target);

    // first is where the half begins. It is combined with every place by OR; a gap stays a gap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteHalf(Vector128<byte> bytes, uint escaped, byte first, ref byte target)
    {
        var places = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Places), escaped * 16) | Vector128.Create(first);
        var backslashes = Vector128.LessThan(places.AsSByte(), Vector128<sbyte>.Zero).AsByte() & Vector128.Create((byte)'\\');
        (Shuffle(bytes, places) | backslashes).StoreUnsafe(ref target);
        return 8 + BitOperations.PopCount(escaped);
    }

    // Both instructions write zero to a gap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Shuffle(Vector128<byte> bytes, Vector128<byte> places) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(bytes, places) : AdvSimd.Arm64.VectorTableLookup(bytes, places);

    static byte[] CreatePlaces()
    {
        var places = new byte[256 * 16];
        Array.Fill(places, Gap);
        for (var set = 0; set < 256; set++)
        {
            var at = set * 16;
            for (byte i = 0; i < 8; i++)
            {
                if ((set & (1 << i)) != 0) at++;
                places[at++] = i;
            }
        }

        return places;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Puts a backslash in front of some of eight bytes at once: a table says, for each set of bytes to escape, where every byte goes and where a gap
// is left for a backslash.
static class QuoteExpansion
{
    const byte Gap = 0x80;

    // 256 sets of eight bytes, with sixteen places each.
    static readonly byte[] Places = CreatePlaces();

    // The processor can shuffle bytes by a table.
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported;
    }

    // Writes sixteen bytes, a backslash before each one whose bit is set. Writes up to 32 bytes; returns how many count.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Vector128<byte> bytes, uint escaped, ref byte target)
    {
        var lower = WriteHalf(bytes, escaped & 0xFF, 0, ref target);
        return lower + WriteHalf(bytes, escaped >> 8, 8, ref Unsafe.Add(ref target, lower));
    }

    // Writes the first eight bytes, a backslash before each one whose bit is set. Writes sixteen bytes; returns how many count.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteLower(Vector128<byte> bytes, uint escaped, ref byte target) => WriteHalf(bytes, escaped & 0xFF, 0, ref target);

    // first: Where the half begins, which is added to every place; a gap stays a gap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteHalf(Vector128<byte> bytes, uint escaped, byte first, ref byte target)
    {
        var places = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Places), escaped * 16) | Vector128.Create(first);
        var backslashes = Vector128.LessThan(places.AsSByte(), Vector128<sbyte>.Zero).AsByte() & Vector128.Create((byte)'\\');
        (Shuffle(bytes, places) | backslashes).StoreUnsafe(ref target);
        return 8 + BitOperations.PopCount(escaped);
    }

    // Both instructions put a zero where the place is a gap.
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

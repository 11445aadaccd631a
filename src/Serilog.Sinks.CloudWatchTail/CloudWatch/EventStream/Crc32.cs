using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;

// CRC-32 as in zlib (IEEE 802.3, reflected). Every event-stream message carries two checksums and every byte of a live tail passes through one, so 64
// bytes at a time are folded by carry-less multiplication if the processor supports it, and sliced by 8 otherwise. System.IO.Hashing has the same
// algorithm, but only AWSSDK.Core 4.1.0 and later depend on it, and this library supports earlier versions.
static class Crc32
{
    const uint Polynomial = 0xEDB88320;

    // Folding shorter input costs more in setup than it saves.
    const int FoldingPays = 128;

    static readonly uint[][] Tables = MakeTables();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && Sse2.IsSupported && bytes.Length >= FoldingPays) return ~Fold(~0u, bytes);
        return ArmCrc32.Arm64.IsSupported ? ~Instruct(~0u, bytes) : ~Slice(~0u, bytes);
    }

    // Replaces the leading bytes by fewer that have the same remainder: "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction",
    // V. Gopal et al., Intel 2009. The result is then sliced like the tail.
    internal static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        // x^(4·128±32) and x^(128±32) modulo the polynomial, reflected: the constants of a 64-byte step and of a 16-byte step.
        var over64 = Vector128.Create(0x154442BD4UL, 0x1C6E41596UL);
        var over16 = Vector128.Create(0x1751997D0UL, 0x0CCAA009EUL);

        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var a = blocks[0] ^ Vector128.CreateScalar((ulong)crc);
        var b = blocks[1];
        var c = blocks[2];
        var d = blocks[3];
        var next = 4;
        for (; next + 4 <= blocks.Length; next += 4)
        {
            a = Step(a, over64) ^ blocks[next];
            b = Step(b, over64) ^ blocks[next + 1];
            c = Step(c, over64) ^ blocks[next + 2];
            d = Step(d, over64) ^ blocks[next + 3];
        }

        b ^= Step(a, over16);
        c ^= Step(b, over16);
        d ^= Step(c, over16);
        for (; next < blocks.Length; next++) d = Step(d, over16) ^ blocks[next];

        Span<byte> folded = stackalloc byte[16];
        MemoryMarshal.Write(folded, in d);
        return Slice(Slice(0, folded), bytes[(blocks.Length * 16)..]);
    }

    static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> distance) =>
        Pclmulqdq.CarrylessMultiply(value, distance, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, distance, 0x11);

    // Arm has instructions for this polynomial.
    static uint Instruct(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = ArmCrc32.Arm64.ComputeCrc32(crc, word);
        foreach (var value in bytes[(bytes.Length & ~7)..]) crc = ArmCrc32.ComputeCrc32(crc, value);
        return crc;
    }

    internal static uint Slice(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] t0 = Tables[0], t1 = Tables[1], t2 = Tables[2], t3 = Tables[3], t4 = Tables[4], t5 = Tables[5], t6 = Tables[6], t7 = Tables[7];
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes) crc = t0[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (var i = 0u; i < 256; i++)
                tables[table][i] = table == 0 ? Divide(i) : tables[0][(byte)tables[table - 1][i]] ^ (tables[table - 1][i] >> 8);
        }

        return tables;
    }

    static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        return value;
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

/// <summary>CRC-32C (Castagnoli), the one that processors have an instruction for: what is checked on every event must cost next to nothing.</summary>
static class Crc32C
{
    /// <summary>The register before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    public static uint Of(ReadOnlySpan<byte> bytes) => Of(bytes, Start);

    /// <summary>The checksum of the bytes behind those that the register has passed already.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint register) => ~Continue(register, bytes);

    /// <summary>The register behind the bytes.</summary>
    public static uint Continue(uint register, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) register = BitOperations.Crc32C(register, b);
        return register;
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// CRC-32C (Castagnoli), for which processors have an instruction: checking every event must cost almost nothing.
static class Crc32C
{
    // The register before the first byte.
    public const uint Start = uint.MaxValue;

    public static uint Of(ReadOnlySpan<byte> bytes) => Of(bytes, Start);

    // Returns the checksum of the bytes after those that the register has seen.
    public static uint Of(ReadOnlySpan<byte> bytes, uint register) => ~Continue(register, bytes);

    // Returns the register after these bytes.
    public static uint Continue(uint register, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        if (bytes.Length >= sizeof(uint))
        {
            register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            bytes = bytes[sizeof(uint)..];
        }

        foreach (var b in bytes) register = BitOperations.Crc32C(register, b);
        return register;
    }
}

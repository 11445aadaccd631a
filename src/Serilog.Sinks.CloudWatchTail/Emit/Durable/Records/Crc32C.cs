using System.Buffers.Binary;
using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

/// <summary>CRC-32C (Castagnoli), the one that processors have an instruction for: what is checked on every event must cost next to nothing.</summary>
static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

/// <summary>
/// The beginning of a segment: a magic with the version, the segment's sequence, the number of its first record, which tells how many records
/// the segment before has without reading it, and which log group the records are meant for.
/// </summary>
/// <param name="Group">What <see cref="GroupOf"/> makes of the log group's name.</param>
readonly record struct SegmentHeader(long Sequence, long FirstRecord, uint Group = 0)
{
    public const int Length = 32;

    static ReadOnlySpan<byte> Magic => "CWBUF\0\0\u0001"u8;

    /// <summary>Tells log groups apart: records must never be sent to another group than theirs.</summary>
    public static uint GroupOf(string logGroup) => Crc32C.Of(Encoding.UTF8.GetBytes(logGroup));

    public void Write(Span<byte> bytes)
    {
        bytes[..Length].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], FirstRecord);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Group);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], Crc32C.Of(bytes[..28]));
    }

    /// <summary>False for what is no header. The records behind it may be sound all the same.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < Length || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) != Crc32C.Of(bytes[..28])) return false;
        header = new SegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]));
        return header.FirstRecord >= 0;
    }
}

using System.Buffers.Binary;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

/// <summary>
/// The beginning of a segment: a magic with the version, the segment's sequence, and the number of its first record, which tells how many records
/// the segment before has without reading it.
/// </summary>
readonly record struct SegmentHeader(long Sequence, long FirstRecord)
{
    public const int Length = 32;

    static ReadOnlySpan<byte> Magic => "CWBUF\0\0\u0001"u8;

    public void Write(Span<byte> bytes)
    {
        bytes[..Length].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], FirstRecord);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], Crc32C.Of(bytes[..28]));
    }

    /// <summary>False for what is no header. The records behind it may be sound all the same.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < Length || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) != Crc32C.Of(bytes[..28])) return false;
        header = new SegmentHeader(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        return header.FirstRecord >= 0;
    }
}

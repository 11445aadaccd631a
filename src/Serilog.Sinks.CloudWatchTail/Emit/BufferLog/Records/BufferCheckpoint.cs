using System.Buffers.Binary;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// The first record that is neither delivered nor reported: its segment, its offset there, and how many records precede it there (Index). Record is
// its number through all segments, which version 1 lacks (null). End is the number after the last existing record.
readonly record struct BufferCheckpoint(SegmentName Segment, long Offset, long Index, long? Record, long End)
{
    public const int Length = 64;

    const int Version1Length = 40;

    static ReadOnlySpan<byte> Magic => "CWCHK\0\0\u0002"u8;

    static ReadOnlySpan<byte> Magic1 => "CWCHK\0\0\u0001"u8;

    public byte[] Encode()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Segment.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Index);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), Record ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), End);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(48), Segment.Writer);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Of(bytes.AsSpan(0, 60)));
        return bytes;
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out BufferCheckpoint checkpoint)
    {
        checkpoint = default;
        if (bytes.Length is not (Length or Version1Length) || !bytes.StartsWith(bytes.Length == Length ? Magic : Magic1)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != Crc32C.Of(bytes[..^sizeof(uint)])) return false;
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        var (offset, index) = (BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));
        checkpoint = bytes.Length == Version1Length
            ? new BufferCheckpoint(new SegmentName(sequence, SegmentName.NoWriter), offset, index, null, 0)
            : new BufferCheckpoint(
                new SegmentName(sequence, BinaryPrimitives.ReadUInt32LittleEndian(bytes[48..])), offset, index,
                BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
        return checkpoint is { Segment.Sequence: >= 0, Offset: >= SegmentHeader.Version1Length, Index: >= 0, Record: null or >= 0, End: >= 0 };
    }
}

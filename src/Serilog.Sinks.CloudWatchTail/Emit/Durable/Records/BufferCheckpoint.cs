using System.Buffers.Binary;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

/// <summary>Up to where everything is delivered or reported.</summary>
/// <param name="Sequence">The segment.</param>
/// <param name="Offset">Where in it the first record stands that is not.</param>
/// <param name="Index">How many records stand before that one in the segment.</param>
readonly record struct BufferCheckpoint(long Sequence, long Offset, long Index)
{
    public const int Length = 40;

    static ReadOnlySpan<byte> Magic => "CWCHK\0\0\u0001"u8;

    public byte[] Encode()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Index);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), Crc32C.Of(bytes.AsSpan(0, 36)));
        return bytes;
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out BufferCheckpoint checkpoint)
    {
        checkpoint = default;
        if (bytes.Length != Length || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[36..]) != Crc32C.Of(bytes[..36])) return false;
        checkpoint = new BufferCheckpoint(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));
        return checkpoint is { Sequence: >= 0, Offset: >= SegmentHeader.Length, Index: >= 0 };
    }
}

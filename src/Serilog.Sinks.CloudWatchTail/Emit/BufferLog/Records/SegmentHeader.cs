using System.Buffers.Binary;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// The start of a segment: its name, the number of its first record, from which the number of records in earlier segments follows without reading
// them, and the full destination of its records. docs/buffer-format.md describes the format. Destination is null in version 1, which has only Group,
// a checksum of the log group's name.
sealed record SegmentHeader(SegmentName Name, long FirstRecord, BufferDestination? Destination, uint Group, int Length)
{
    // The most bytes that a header takes.
    public const int MaxLength = 9 * 1024;

    public const int Version1Length = 32;

    const int FixedLength = 32;

    static ReadOnlySpan<byte> Magic => "CWBUF\0\0\u0002"u8;

    static ReadOnlySpan<byte> Magic1 => "CWBUF\0\0\u0001"u8;

    // Distinguishes log groups in version 1.
    public static uint GroupOf(string logGroup) => Crc32C.Of(Encoding.UTF8.GetBytes(logGroup));

    // Returns the length of a header for a destination.
    public static int LengthFor(BufferDestination destination) => FixedLength + destination.Bytes.Length + sizeof(uint);

    public static byte[] Encode(SegmentName name, long firstRecord, BufferDestination destination)
    {
        var bytes = new byte[LengthFor(destination)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), name.Writer);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), name.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), firstRecord);
        destination.Bytes.CopyTo(bytes.AsSpan(FixedLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), Crc32C.Of(bytes.AsSpan(0, bytes.Length - sizeof(uint))));
        return bytes;
    }

    // Returns false if the bytes are not a header.
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader? header)
    {
        header = null;
        if (bytes.Length < FixedLength) return false;
        if (bytes.StartsWith(Magic1)) return TryRead1(bytes, out header);
        if (!bytes.StartsWith(Magic)) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length < FixedLength + sizeof(uint) || length > bytes.Length) return false;
        var sum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - sizeof(uint))..]);
        if (sum != Crc32C.Of(bytes[..(length - sizeof(uint))]) || !BufferDestination.TryRead(bytes[FixedLength..(length - sizeof(uint))], out var destination)) return false;
        var name = new SegmentName(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));
        header = new SegmentHeader(name, BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]), destination, 0, length);
        return header.FirstRecord >= 0;
    }

    // Whether a file ends before its header does, so that it never contained a record. bytes are the whole file, if it is shorter than any header, or
    // its start. Of another destination's unreadable header the length is unknown, so own is used.
    public static bool IsCut(ReadOnlySpan<byte> bytes, BufferDestination own) =>
        !bytes.ContainsAnyExcept((byte)0)
        || bytes.Length < FixedLength
        || (bytes.Length < LengthFor(own) && bytes.StartsWith(Magic) && BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) == LengthFor(own));

    static bool TryRead1(ReadOnlySpan<byte> bytes, out SegmentHeader? header)
    {
        header = null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) != Crc32C.Of(bytes[..28])) return false;
        header = new SegmentHeader(
            new SegmentName(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), SegmentName.NoWriter),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            Destination: null,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            Version1Length);
        return header.FirstRecord >= 0;
    }
}

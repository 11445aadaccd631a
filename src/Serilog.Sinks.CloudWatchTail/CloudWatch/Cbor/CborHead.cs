using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;

// The head of a CBOR data item (RFC 8949): its major type and an argument, which is a number, a length or a count. Info is how the argument is
// written, Length the bytes of the head.
readonly record struct CborHead(CborMajor Major, int Info, ulong Argument, int Length)
{
    public const int Longest = 9;

    // Ends an array or a map of indefinite length.
    public const byte Break = 0xFF;

    public const byte IndefiniteArray = 0x9F;

    public const byte IndefiniteMap = 0xBF;

    public const byte False = 0xF4;

    public const byte True = 0xF5;

    public const byte Null = 0xF6;

    // Begins a map of up to 23 members; their number is added to it.
    public const byte SmallMap = 0xA0;

    // Info of a one-byte argument; the next three are of two, four and eight bytes.
    const int OneByte = 24;

    const int Indefinite = 31;

    public bool IsIndefinite => Info == Indefinite;

    // Writes a head in as few bytes as its argument takes, and returns their number. target has room for the longest head.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> target, CborMajor major, ulong argument)
    {
        var type = (byte)((int)major << 5);
        if (argument < OneByte)
        {
            target[0] = (byte)(type | (byte)argument);
            return 1;
        }

        if (argument <= byte.MaxValue)
        {
            target[0] = (byte)(type | OneByte);
            target[1] = (byte)argument;
            return 2;
        }

        if (argument <= ushort.MaxValue)
        {
            target[0] = (byte)(type | (OneByte + 1));
            BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)argument);
            return 3;
        }

        if (argument <= uint.MaxValue)
        {
            target[0] = (byte)(type | (OneByte + 2));
            BinaryPrimitives.WriteUInt32BigEndian(target[1..], (uint)argument);
            return 5;
        }

        target[0] = (byte)(type | (OneByte + 3));
        BinaryPrimitives.WriteUInt64BigEndian(target[1..], argument);
        return 9;
    }

    // Writes a whole number. A negative one is written as its complement.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteInteger(Span<byte> target, long value) =>
        value >= 0 ? Write(target, CborMajor.Unsigned, (ulong)value) : Write(target, CborMajor.Negative, (ulong)~value);

    // Returns false if the bytes end within the head, or if it is of no valid form.
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CborHead head)
    {
        head = default;
        if (bytes.IsEmpty) return false;
        var (major, info) = ((CborMajor)(bytes[0] >> 5), bytes[0] & 31);
        var argumentLength = info is >= OneByte and < OneByte + 4 ? 1 << (info - OneByte) : 0;
        if (info is >= OneByte + 4 and < Indefinite || bytes.Length <= argumentLength) return false;
        if (info == Indefinite && major is (CborMajor.Unsigned or CborMajor.Negative or CborMajor.Tag)) return false;
        var argument = argumentLength == 0 ? (ulong)info : 0;
        foreach (var value in bytes.Slice(1, argumentLength)) argument = (argument << 8) | value;
        head = new CborHead(major, info, argument, 1 + argumentLength);
        return true;
    }
}

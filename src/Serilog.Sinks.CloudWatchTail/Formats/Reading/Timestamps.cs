using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Reads RFC 3339 times and common variants: a space for the T, a comma for the point, an offset without a colon, or no offset.
static class Timestamps
{
    // The decimals of a second that a tick has.
    const int TickDigits = 7;

    // Reads a text that is entirely a time. Without an offset it is taken as UTC.
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset timestamp) =>
        TryParsePrefix(text, out timestamp, out var length, out _) && length == text.Length;

    // Reads a time at the start of the text. hasOffset tells that it contains an offset or Z.
    public static bool TryParsePrefix(ReadOnlySpan<byte> text, out DateTimeOffset timestamp, out int length, out bool hasOffset)
    {
        timestamp = default;
        length = 0;
        hasOffset = false;
        if (text.Length < 19 || !IsDateSeparator(text[4]) || text[7] != text[4] || text[13] != ':' || text[16] != ':') return false;
        if (text[10] != 'T' && text[10] != ' ' && text[10] != 't') return false;

        int year = Digits2(text) * 100 + Digits2(text[2..]), month = Digits2(text[5..]), day = Digits2(text[8..]);
        int hour = Digits2(text[11..]), minute = Digits2(text[14..]), second = Digits2(text[17..]);
        if ((year | month | day | hour | minute | second) < 0) return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;

        length = 19;
        var ticks = new DateTime(year, month, day, hour, minute, second).Ticks + ReadFraction(text, ref length);
        var offset = ReadOffset(text, ref length, out hasOffset);
        var utc = ticks - offset * TimeSpan.TicksPerMinute;
        if (Math.Abs(offset) > 14 * 60 || (ulong)utc > (ulong)DateTime.MaxValue.Ticks) return false;
        timestamp = new(ticks, TimeSpan.FromTicks(offset * TimeSpan.TicksPerMinute));
        return true;
    }

    static bool IsDateSeparator(byte value) => value is (byte)'-' or (byte)'/';

    // Returns two digits as a number, or a negative number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Digits2(ReadOnlySpan<byte> text)
    {
        var tens = (uint)(text[0] - '0');
        var ones = (uint)(text[1] - '0');
        return tens > 9 || ones > 9 ? int.MinValue : (int)(tens * 10 + ones);
    }

    // Returns the fraction of a second in ticks and ignores digits after the seventh, which are finer than a tick.
    static long ReadFraction(ReadOnlySpan<byte> text, ref int position)
    {
        if (position + 1 >= text.Length || text[position] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)text[position + 1])) return 0;

        if (TryReadTicks(text[position..], out var ticks))
        {
            position += TickDigits + 1;
            while (position < text.Length && char.IsAsciiDigit((char)text[position])) position++;
            return ticks;
        }

        var unit = TimeSpan.TicksPerSecond;
        for (position++; position < text.Length && char.IsAsciiDigit((char)text[position]); position++)
        {
            unit /= 10;
            ticks += unit * (text[position] - '0');
        }

        return ticks;
    }

    // Reads a point and seven digits at once, as eight digits of which the first is zero: neighbours are combined to two digits, four and eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryReadTicks(ReadOnlySpan<byte> text, out long ticks)
    {
        const ulong Zeros = 0x3030303030303030, AboveNine = 0x4646464646464646, HighBits = 0x8080808080808080;
        ticks = 0;
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(text, out var digits)) return false;
        digits = (digits & ~0xFFUL) | '0';
        if ((((digits + AboveNine) | (digits - Zeros)) & HighBits) != 0) return false;
        digits = (digits - Zeros) * (10 * (1UL << 8) + 1) >> 8;
        digits = (digits & 0x00FF00FF00FF00FF) * (100 * (1UL << 16) + 1) >> 16;
        ticks = (long)((digits & 0x0000FFFF0000FFFF) * (10_000 * (1UL << 32) + 1) >> 32);
        return true;
    }

    // Returns the offset in minutes. Anything that is not an offset is left unread.
    static int ReadOffset(ReadOnlySpan<byte> text, ref int position, out bool found)
    {
        found = false;
        var rest = text[position..];
        if (rest.Length > 1 && rest[0] == ' ' && rest[1] is (byte)'+' or (byte)'-') rest = rest[1..];
        if (rest.IsEmpty) return 0;
        if (rest[0] is (byte)'Z' or (byte)'z')
        {
            position = text.Length - rest.Length + 1;
            found = true;
            return 0;
        }

        if (rest.Length < 3 || rest[0] is not ((byte)'+' or (byte)'-')) return 0;
        int hours = Digits2(rest[1..]), minutes = 0, length = 3;
        if (hours < 0) return 0;
        var minutesAt = rest.Length > 3 && rest[3] == ':' ? 4 : 3;
        if (rest.Length >= minutesAt + 2 && Digits2(rest[minutesAt..]) is >= 0 and < 60 and var read)
        {
            minutes = read;
            length = minutesAt + 2;
        }

        position = text.Length - rest.Length + length;
        found = true;
        return (rest[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
}

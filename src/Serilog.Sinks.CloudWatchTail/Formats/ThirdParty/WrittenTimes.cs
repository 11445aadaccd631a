using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Parses times as people, web servers and programming languages write them. An ambiguous one such as 05/08/2026 is not read at all.
static class WrittenTimes
{
    const int Shortest = 8, Longest = 64, OffsetLength = 5;

    const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    static readonly string[] Forms =
    [
        "dd/MMM/yyyy:HH:mm:ss zzz", "dd/MMM/yyyy:HH:mm:ss.FFFFFFF zzz", "dd/MMM/yyyy:HH:mm:ss", "ddd MMM d HH:mm:ss yyyy", "ddd MMM d HH:mm:ss.FFFFFFF yyyy",
        "ddd MMM d HH:mm:ss 'UTC' yyyy", "ddd MMM d HH:mm:ss 'GMT' yyyy", "ddd MMM d HH:mm:ss zzz yyyy", "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmss.FFFFFFF'Z'",
        "dd-MMM-yyyy HH:mm:ss", "dd-MMM-yyyy HH:mm:ss.FFFFFFF", "dd-MMM-yyyy HH:mm:ss 'UTC'", "dd-MMM-yyyy HH:mm:ss.FFFFFFF 'UTC'",
        "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz 'UTC'", "yyyy-MM-dd HH:mm:ss zzz 'UTC'",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy.MM.dd HH:mm:ss", "yyyy.MM.dd HH:mm:ss.FFFFFFF", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm:ss.FFFFFFF",
        "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm:ss.FFFFFFF", "ddd, d MMM yyyy HH:mm:ss zzz"
    ];

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        text = text.Trim(" "u8);
        if (text.Length is < Shortest or > Longest || text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return false;
        if (text.EndsWith(" UTC"u8) && Timestamps.TryParse(text[..^4], out timestamp)) return true;
        if (text.StartsWith("/Date("u8)) return TryReadDateCall(text, out timestamp);

        var written = Encoding.UTF8.GetString(text);
        if (DateTimeOffset.TryParseExact(written, Forms, CultureInfo.InvariantCulture, Utc, out timestamp)) return true;
        if (IsAmbiguous(written)) return false;

        // Anything else that .NET can parse and that contains a day.
        return DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var day)
            && day.Year > 1
            && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);
    }

    // Whether two numbers of at most 12 before a year are a day and a month in unknown order. Equal numbers mean the same either way.
    static bool IsAmbiguous(string written)
    {
        var parts = written.AsSpan();
        Span<Range> ranges = stackalloc Range[4];
        if (parts.SplitAny(ranges, "/-.") < 3) return false;
        return int.TryParse(parts[ranges[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[ranges[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && first is >= 1 and <= 12 && second is >= 1 and <= 12 && first != second;
    }

    // .NET's older JSON: /Date(1795169472345)/, with an offset that does not change the instant.
    static bool TryReadDateCall(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        text = text["/Date("u8.Length..];
        if (!System.Buffers.Text.Utf8Parser.TryParse(text, out long milliseconds, out var read) || !IsDateCallEnd(text[read..])) return false;
        if (milliseconds is < -62_135_596_800_000 or > 253_402_300_799_999) return false;
        timestamp = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }

    static bool IsDateCallEnd(ReadOnlySpan<byte> text)
    {
        if (text.Length >= OffsetLength && (text[0] is (byte)'+' or (byte)'-') && !text[1..OffsetLength].ContainsAnyExceptInRange((byte)'0', (byte)'9')) text = text[OffsetLength..];
        return text.SequenceEqual(")/"u8);
    }
}

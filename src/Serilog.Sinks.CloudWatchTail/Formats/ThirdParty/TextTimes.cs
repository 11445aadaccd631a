using System.Text;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Finds the time near the beginning of a line of text. It counts only with an offset: otherwise the log service's own time is better, which is wrong
// by seconds rather than hours.
static class TextTimes
{
    // Room for a time with nine decimals and an offset.
    const int LongestTime = 48;

    public static bool TryFind(string text, out DateTimeOffset timestamp)
    {
        var line = text.AsSpan(0, Math.Min(text.Length, TerminalColours.LongestText));
        Span<char> room = stackalloc char[TerminalColours.LongestText];
        var head = TerminalColours.Remove(line, room);
        if (head.StartsWith("<") && head.IndexOf('>') is > 0 and < 5 and var closing)
        {
            // The version number of syslog's newer format.
            head = head[(closing + 1)..];
            if (head.Length > 2 && char.IsAsciiDigit(head[0]) && head[1] == ' ') head = head[2..];
        }

        // MySQL's log of slow queries.
        if (head.StartsWith("# Time: ")) head = head["# Time: ".Length..];
        head = head.TrimStart(" [");
        return TryReadStart(head, out timestamp) || TryReadWebServer(head, out timestamp);
    }

    static bool TryReadStart(ReadOnlySpan<char> head, out DateTimeOffset timestamp)
    {
        Span<byte> bytes = stackalloc byte[LongestTime];
        Encoding.UTF8.GetEncoder().Convert(head, bytes, flush: false, out _, out var written, out _);
        var start = bytes[..written];

        // Airflow: 2026-11-20, 10:11:12 UTC
        if (start is [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)',', (byte)' ', ..])
        {
            start[..10].CopyTo(start[1..]);
            start = start[1..];
        }

        if (Timestamps.TryParsePrefix(start, out timestamp, out var length, out var hasOffset) && (hasOffset || IsUtc(start[length..]))) return true;

        // PHP: 20-Nov-2026 10:11:12 UTC
        var utc = start.IndexOf(" UTC"u8);
        return utc is >= 20 and <= 27 && start[2] == '-' && WrittenTimes.TryRead(start[..(utc + 4)], out timestamp);
    }

    static bool IsUtc(ReadOnlySpan<byte> rest) =>
        (rest.StartsWith(" UTC"u8) || rest.StartsWith(" GMT"u8)) && (rest.Length == 4 || !char.IsAsciiLetterOrDigit((char)rest[4]));

    // 10.0.0.1 - - [20/Nov/2026:10:11:12 +0000] "GET / HTTP/1.1" 200 5.
    static bool TryReadWebServer(ReadOnlySpan<char> head, out DateTimeOffset timestamp)
    {
        const int length = 26;
        timestamp = default;
        if (head.Length >= length && head[2] == '/') return TryRead(head[..length], out timestamp);
        var bracket = head.IndexOf(" [");
        return bracket >= 0 && head.Length >= bracket + 2 + length && head[bracket + 4] == '/' && TryRead(head.Slice(bracket + 2, length), out timestamp);
    }

    static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset timestamp)
    {
        Span<byte> bytes = stackalloc byte[LongestTime * 2];
        return WrittenTimes.TryRead(bytes[..Encoding.UTF8.GetBytes(text, bytes)], out timestamp);
    }
}

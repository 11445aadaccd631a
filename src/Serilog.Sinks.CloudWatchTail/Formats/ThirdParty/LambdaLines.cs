using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads AWS Lambda's text format: lines of the runtimes, with tabs between time, request id, level and message, and lines of the platform (START,
// END, REPORT and others). The request id becomes requestId, as in Lambda's JSON.
static class LambdaLines
{
    const string RequestId = "requestId";

    public static bool TryRead(string text, EventDraft draft, out LambdaLine line) =>
        TryReadRuntimeLine(text, draft, out line) || TryReadSpacedLine(text, draft, out line) || TryReadPlatformLine(text, draft, out line);

    // Reads "time TAB id TAB level TAB message", or Python's "[level] TAB time TAB id TAB message".
    static bool TryReadRuntimeLine(string text, EventDraft draft, out LambdaLine line)
    {
        line = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.AsSpan().Split(parts, '\t') < 4) return false;

        ReadOnlySpan<char> time = text.AsSpan()[parts[0]], id = text.AsSpan()[parts[1]], word = text.AsSpan()[parts[2]];
        if (time is ['[', .., ']'])
        {
            var bracketed = time[1..^1];
            time = id;
            id = word;
            word = bracketed;
        }

        if (!TryParseTime(time, out var timestamp) || !(id.IsEmpty || IsRequestId(id)) || !LevelWords.TryParse(word, out var level)) return false;
        if (!id.IsEmpty) draft.Add(RequestId, new ScalarValue(id.ToString()));
        if (LevelWords.IsCut(word)) draft.Add("level", new ScalarValue(word.ToString()));
        line = new(text[parts[3]], timestamp, level);
        return true;
    }

    // Reads Java's "time id LEVEL message", whose time has no offset, and "time id Task timed out after 3.00 seconds".
    static bool TryReadSpacedLine(string text, EventDraft draft, out LambdaLine line)
    {
        line = default;
        var rest = text.AsSpan();
        if (rest.Length < 56 || !char.IsAsciiDigit(rest[0])) return false;
        var id = rest[..Math.Min(rest.Length, 80)].IndexOf(' ');
        if (id == 10) id += 1 + Math.Max(0, rest[11..].IndexOf(' '));
        if (id < 19 || id + 38 > rest.Length || rest[id + 37] != ' ' || !IsRequestId(rest.Slice(id + 1, 36)) || !TryParseTime(rest[..id], out var timestamp)) return false;

        var message = rest[(id + 38)..];
        var space = message.IndexOf(' ');
        if (message.StartsWith("Task timed out")) draft.Level = LogEventLevel.Error;
        else if (space > 0 && LevelWords.TryParse(message[..space], out var level)) draft.Level = level;
        else return false;
        draft.Add(RequestId, new ScalarValue(rest.Slice(id + 1, 36).ToString()));
        line = new(text, rest[id - 1] is 'Z' ? timestamp : null, null);
        return true;
    }

    static bool TryReadPlatformLine(string text, EventDraft draft, out LambdaLine line)
    {
        line = new(text, null, null);
        var space = text.AsSpan().IndexOfAny(' ', '\t');
        var word = space < 0 ? default : text.AsSpan(0, space);
        switch (word)
        {
            case "INIT_START" or "RESTORE_START":
                draft.Level = LogEventLevel.Information;
                return true;
            case "REPORT" or "INIT_REPORT" or "RESTORE_REPORT" or "EXTENSION" or "TELEMETRY" or "LOGS":
                return LambdaReports.TryRead(text, space + 1, draft);
            case "START" or "END":
                if (!TryReadRequestId(text.AsSpan(space + 1), out var id, out var rest)) return false;
                draft.Add(RequestId, new ScalarValue(id));
                draft.Level = rest.IsEmpty || rest.StartsWith("Version:") ? LogEventLevel.Information : LogEventLevel.Error;
                return true;
            case "RequestId:":
                if (!TryReadRequestId(text, out id, out _)) return false;
                draft.Add(RequestId, new ScalarValue(id));
                draft.Level = LogEventLevel.Error;
                return true;
            case "Task" when text.StartsWith("Task timed out after ", StringComparison.Ordinal):
                draft.Level = LogEventLevel.Error;
                return true;
            default:
                return false;
        }
    }

    // Reads RequestId: ….
    internal static bool TryReadRequestId(ReadOnlySpan<char> line, out string id, out ReadOnlySpan<char> rest)
    {
        const string label = "RequestId: ";
        id = "";
        rest = default;
        if (!line.StartsWith(label)) return false;
        line = line[label.Length..];
        var end = line.IndexOfAny(" \t\r\n");
        var found = end < 0 ? line : line[..end];
        if (!IsRequestId(found)) return false;
        id = found.ToString();
        rest = end < 0 ? default : line[end..].Trim();
        return true;
    }

    static bool IsRequestId(ReadOnlySpan<char> text) => text is "undefined" || Guid.TryParseExact(text, "D", out _);

    static bool TryParseTime(ReadOnlySpan<char> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (text.Length > 40) return false;
        Span<byte> bytes = stackalloc byte[40 * 3];
        return Timestamps.TryParse(bytes[..Encoding.UTF8.GetBytes(text, bytes)], out timestamp);
    }
}

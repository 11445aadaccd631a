using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>
/// The lines of AWS Lambda's text format: those of the runtimes, whose time, request id, level and message have tabs between them, and those of the
/// platform (START, END, REPORT and the like). The request id becomes <c>requestId</c>, as it is called in Lambda's JSON.
/// </summary>
static class LambdaLines
{
    const string RequestId = "requestId";

    public static bool TryRead(string text, EventDraft draft, out string message)
    {
        message = text;
        return TryReadRuntimeLine(text, draft, ref message) || TryReadPlatformLine(text, draft);
    }

    /// <summary><c>time TAB id TAB level TAB message</c>, or Python's <c>[level] TAB time TAB id TAB message</c>.</summary>
    static bool TryReadRuntimeLine(string text, EventDraft draft, ref string message)
    {
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

        if (!TryParseTime(time, out var timestamp) || !IsRequestId(id) || !LevelWords.TryParse(word, out var level)) return false;
        draft.Timestamp = timestamp;
        draft.Level = level;
        draft.Add(RequestId, new ScalarValue(id.ToString()));
        message = text[parts[3]];
        return true;
    }

    static bool TryReadPlatformLine(string text, EventDraft draft)
    {
        if (text.StartsWith("INIT_START ", StringComparison.Ordinal))
        {
            draft.Level = LogEventLevel.Information;
            return true;
        }

        var line = text.AsSpan();
        if (line.StartsWith("START ")) line = line["START ".Length..];
        else if (line.StartsWith("END ")) line = line["END ".Length..];
        else if (line.StartsWith("REPORT ")) return TryReadReport(text, draft);
        else if (TryReadTimeout(line, draft)) return true;

        if (!TryReadRequestId(line, out var id, out var rest)) return false;
        draft.Add(RequestId, new ScalarValue(id));

        // Only START and END follow the id with nothing or a version; a runtime that died is reported with words.
        var isRoutine = line.Length < text.Length && (rest.IsEmpty || rest.StartsWith("Version:"));
        draft.Level = isRoutine ? LogEventLevel.Information : LogEventLevel.Error;
        return true;
    }

    /// <summary><c>REPORT RequestId: … TAB Duration: 1.93 ms TAB …</c>: the figures become properties under the names of Lambda's JSON.</summary>
    static bool TryReadReport(string text, EventDraft draft)
    {
        if (!TryReadRequestId(text.AsSpan("REPORT ".Length), out var id, out _)) return false;

        draft.Level = LogEventLevel.Information;
        draft.Add(RequestId, new ScalarValue(id));
        foreach (var part in text.Split('\t', '\n').Skip(1))
        {
            var colon = part.IndexOf(": ", StringComparison.Ordinal);
            if (colon <= 0) continue;
            AddFigure(part[..colon], part[(colon + 2)..].Trim(), draft);
        }

        return true;
    }

    static void AddFigure(string label, string value, EventDraft draft)
    {
        if (label == "Status" && value != "success") draft.Level = LogEventLevel.Error;

        var name = new StringBuilder();
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(name.Length == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        var space = value.IndexOf(' ');
        var unit = space < 0 ? "" : value[(space + 1)..];
        if (unit is "ms" or "MB")
        {
            name.Append(unit == "ms" ? "Ms" : "MB");
            value = value[..space];
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        var isNumber = new JsonScanner(bytes).TryReadValue(out var range) && range.Kind == JsonKind.Number && range.Length == bytes.Length;
        draft.Add(name.ToString(), isNumber ? NumberValues.Read(bytes) : new ScalarValue(value));
    }

    /// <summary><c>time id Task timed out after 3.00 seconds</c>.</summary>
    static bool TryReadTimeout(ReadOnlySpan<char> line, EventDraft draft)
    {
        Span<Range> parts = stackalloc Range[3];
        if (line.Split(parts, ' ') < 3 || !line[parts[2]].StartsWith("Task timed out") || !TryParseTime(line[parts[0]], out var timestamp) || !IsRequestId(line[parts[1]])) return false;
        draft.Timestamp = timestamp;
        draft.Level = LogEventLevel.Error;
        draft.Add(RequestId, new ScalarValue(line[parts[1]].ToString()));
        return true;
    }

    static bool TryReadRequestId(ReadOnlySpan<char> line, out string id, out ReadOnlySpan<char> rest)
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

using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads messages that are not JSON: their text becomes the event's message, with time and level if the text contains them. JSON inside a line of
// output, before other text, or cut off is read as JSON.
sealed class PlainTextReader(InnerReader inner)
{
    readonly ErrorReader _errors = new();

    // message must be valid UTF-8.
    public void Read(ReadOnlySpan<byte> message, EventDraft draft, EventOrigin? origin)
    {
        if (TryReadJsonInText(message, draft, origin)) return;

        var text = Encoding.UTF8.GetString(message).TrimEnd('\r', '\n');
        if (LambdaLines.TryRead(text, draft, out var line))
        {
            ReadPayload(text, line, draft, origin);
            return;
        }

        if (text.Contains('{') && TextPrefix.TryFind(text, out var header) && TryReadBehind(text, header, draft, origin)) return;
        if (LogfmtLine.TryRead(text, draft))
        {
            SetText(text, draft, origin);
            return;
        }

        if (TextLevels.TryFind(text, out var level)) draft.Level = level;
        if (TextTimes.TryFind(text, out var timestamp)) draft.Timestamp = timestamp;
        SetText(text, draft, origin);
    }

    static void SetText(string text, EventDraft draft, EventOrigin? origin) => draft.Template = TemplateCache.Mark(PlainTemplate.Create(text), origin);

    // Reads an object that is followed by something, such as an exception, or whose end is cut off.
    bool TryReadJsonInText(ReadOnlySpan<byte> message, EventDraft draft, EventOrigin? origin)
    {
        var json = message.TrimStart(" \t\r\n"u8);
        if (json is not [(byte)'{', ..]) return false;
        var scanner = new JsonScanner(json);
        if (!scanner.TryReadValue(out var first))
        {
            using var repaired = new Utf8Buffer(json.Length + 16);
            return BrokenJson.TryClose(json, repaired) && inner(repaired.WrittenSpan, origin);
        }

        // An empty object is no message.
        if (first.Length < "{\"\":1}".Length || !inner(first.Of(json), origin)) return false;
        if (scanner.AtEnd) return true;
        var rest = Encoding.UTF8.GetString(json[first.End..]).Trim();
        if (draft.Exception == null && ExceptionText.LooksLikeOne(rest)) draft.Exception = ExceptionText.Read(rest);
        else draft.Add("Trailing", new ScalarValue(rest));
        return true;
    }

    // Reads a line of Lambda's text format, whose payload may be any message.
    void ReadPayload(string text, in LambdaLine line, EventDraft draft, EventOrigin? origin)
    {
        if (line.Payload.Length < text.Length && line.Payload.AsSpan().TrimStart() is ['{', ..] && TryReadInner(line.Payload.TrimStart(), draft, origin))
        {
            SetTime(line.Timestamp, draft);
            if (!draft.HasLevel) draft.Level = line.Level ?? draft.Level;
            else if (line.Level is { } level && level != draft.Level) draft.Add("wrapper_level", new ScalarValue(level.ToString()));
            return;
        }

        if (line.Timestamp is { } timestamp) draft.Timestamp = timestamp;
        if (line.Level is { } word) draft.Level = word;
        ReadErrorIn(line.Payload, draft);
        SetText(line.Payload, draft, origin);
    }

    // Node writes a few words before the error: Invoke Error TAB {"errorType":…}.
    void ReadErrorIn(string payload, EventDraft draft)
    {
        var brace = payload.IndexOf("{\"errorType\":", StringComparison.Ordinal);
        if (brace < 0) return;
        var json = Encoding.UTF8.GetBytes(payload[brace..].TrimEnd());
        draft.Exception = _errors.ReadObject(json);
    }

    bool TryReadInner(string json, EventDraft draft, EventOrigin? origin)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        if (!new JsonScanner(bytes).TryReadValue(out _)) return false;
        return inner(bytes, origin);
    }

    // Reads a message after the prefix of a container runtime, a syslog daemon or docker compose.
    bool TryReadBehind(string text, TextPrefix prefix, EventDraft draft, EventOrigin? origin)
    {
        var json = text[prefix.Length..];
        if (!TryReadInner(json, draft, origin)) return false;
        SetTime(prefix.Timestamp, draft);
        if (!draft.HasLevel && prefix.Level is { } level) draft.Level = level;
        draft.Add("prefix", new ScalarValue(text[..prefix.Length].TrimEnd()));
        return true;
    }

    static void SetTime(DateTimeOffset? wrapper, EventDraft draft)
    {
        if (wrapper is not { } time || (draft.HasTime && !TimePrecision.IsFiner(time, draft.Timestamp))) return;
        if (draft.HasTime) draft.Add("timestamp", new ScalarValue(draft.Timestamp));
        draft.Timestamp = time;
    }
}

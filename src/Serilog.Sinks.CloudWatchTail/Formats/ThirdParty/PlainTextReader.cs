using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>
/// Reads messages that are not JSON: their text is the event's message, and what can be told of time and level is. JSON that lies in a line of
/// output, has text behind it, or was cut off, is read as what it is.
/// </summary>
sealed class PlainTextReader(InnerReader inner)
{
    readonly ErrorReader _errors = new();

    /// <param name="message">Text in valid UTF-8.</param>
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

    /// <summary>An object with something behind it, such as an exception, or one whose end was cut off.</summary>
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

        // An object that says nothing is no message.
        if (first.Length < "{\"\":1}".Length || !inner(first.Of(json), origin)) return false;
        if (scanner.AtEnd) return true;
        var rest = Encoding.UTF8.GetString(json[first.End..]).Trim();
        if (draft.Exception == null && ExceptionText.LooksLikeOne(rest)) draft.Exception = ExceptionText.Read(rest);
        else draft.Add("Trailing", new ScalarValue(rest));
        return true;
    }

    /// <summary>A line of Lambda's text format: what it carries may be any message.</summary>
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

    /// <summary>Node writes a few words and the error behind them: <c>Invoke Error TAB {"errorType":…}</c>.</summary>
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

    /// <summary>A message behind what a container's runtime, a syslog daemon or docker compose put in front of it.</summary>
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

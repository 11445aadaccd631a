using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads a line of keys and values: time=2026-11-20T10:11:12Z level=error msg="no stock" id=42. The line stays the event's message; its time and level
// become the event's, everything else becomes properties.
static class LogfmtLine
{
    const int FewestPairs = 2;

    [ThreadStatic]
    static StringCache? _names;

    public static bool TryRead(string text, EventDraft draft)
    {
        var pairs = new List<(string Key, string Value)>();
        if (!TrySplit(text, pairs) || !pairs.Exists(pair => pair.Key is "level" or "lvl" or "severity" or "msg" or "ts" or "time" or "message" or "at")) return false;

        // Heroku's router says its level as at=, unless another key does.
        var isAtLevel = !pairs.Exists(pair => pair.Key is "level" or "lvl" or "severity");
        foreach (var (key, value) in pairs)
        {
            MemberMeaning meaning = default;
            var isKnown = key.Length <= 24 && MemberNames.TryFind(_names ??= new(64), Encoding.UTF8.GetBytes(key), out meaning);
            if (((key == "at" && isAtLevel) || (isKnown && meaning.Role == MemberRole.Level)) && !draft.HasLevel && (LevelWords.TryParse(value, out var level) || LevelShapes.TryParse(value, out level, out _))) draft.Level = level;
            else if (isKnown && meaning.Role == MemberRole.Time && !draft.HasTime && ThirdPartyTimestamps.TryReadText(Encoding.UTF8.GetBytes(value), out var timestamp)) draft.Timestamp = timestamp;
            else if (isKnown && meaning.Role == MemberRole.TraceId && draft.TraceId == default && TraceReader.TryReadTrace(Encoding.UTF8.GetBytes(value), draft)) continue;
            else if (isKnown && meaning.Role == MemberRole.Exception && draft.Exception == null && ValueOf(value).Value is string error && !ErrorReader.IsNothing(error)) draft.Exception = ExceptionText.Read(error);
            else if (!isKnown || meaning.Role != MemberRole.Message) draft.Add(key, ValueOf(value));
        }

        if (draft.Exception != null && !draft.HasLevel) draft.Level = LogEventLevel.Error;
        return true;
    }

    static ScalarValue ValueOf(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return new JsonScanner(bytes).TryReadValue(out var range) && range.Kind == JsonKind.Number && range.Length == bytes.Length ? NumberValues.Read(bytes) : new(value);
    }

    static bool TrySplit(string text, List<(string Key, string Value)> pairs)
    {
        var rest = text.AsSpan();
        while (!(rest = rest.TrimStart(' ')).IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0 || !IsKey(rest[..equals])) return false;
            var key = rest[..equals].ToString();
            rest = rest[(equals + 1)..];
            if (rest is ['"', ..])
            {
                var end = 1;
                while (end < rest.Length && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
                if (end >= rest.Length) return false;
                pairs.Add((key, rest[1..end].ToString().Replace("\\\"", "\"").Replace("\\n", "\n").Replace("\\\\", "\\")));
                rest = rest[(end + 1)..];
                if (rest.Length > 0 && rest[0] != ' ') return false;
            }
            else
            {
                var end = rest.IndexOf(' ');
                pairs.Add((key, (end < 0 ? rest : rest[..end]).ToString()));
                rest = end < 0 ? default : rest[end..];
            }
        }

        return pairs.Count >= FewestPairs;
    }

    static bool IsKey(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-' or '.' or '/' or '@')) return false;
        }

        return true;
    }
}

using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads a member's value as an event's message, without the newline that ended a line of output.
static class MessageTexts
{
    public static string? Read(ReadOnlySpan<byte> message, in Candidate candidate)
    {
        var value = candidate.Value;
        return value.Kind switch
        {
            JsonKind.String => JsonText.Read(value.Of(message), value.Escaped).TrimEnd('\r', '\n'),
            JsonKind.Object when candidate.Name is "body" => ReadAnyValue(value.Of(message)),
            JsonKind.Array when candidate.Name is "message" => ReadBytes(message, value),
            JsonKind.Array when candidate.Name is "data" => ReadLines(message, value),
            _ => null
        };
    }

    // Reads OpenTelemetry's {"stringValue":"…"}.
    static string? ReadAnyValue(ReadOnlySpan<byte> json)
    {
        var members = new JsonMembers();
        if (!members.TryIndex(json) || members.All.Length != 1) return null;
        return members.TryFind(json, "stringValue"u8, JsonKind.String, out var text) || members.TryFind(json, "StringValue"u8, JsonKind.String, out text)
            ? JsonText.Read(text.Of(json), text.Escaped)
            : null;
    }

    // journald writes a text with control characters or invalid UTF-8 as the list of its bytes.
    static string? ReadBytes(ReadOnlySpan<byte> message, JsonRange array)
    {
        var bytes = new List<byte>();
        var scanner = new JsonScanner(message[..array.End], array.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return null;
        do
        {
            scanner.TryReadValue(out var element);
            if (element.Kind != JsonKind.Number || !byte.TryParse(element.Of(message), out var value)) return null;
            bytes.Add(value);
        }
        while (scanner.MoveNext((byte)']') == true);

        return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r', '\n');
    }

    // log4js writes its arguments as a list; only a list of strings is a message.
    static string? ReadLines(ReadOnlySpan<byte> message, JsonRange array)
    {
        var text = new StringBuilder();
        var scanner = new JsonScanner(message[..array.End], array.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return null;
        do
        {
            scanner.TryReadValue(out var element);
            if (element.Kind != JsonKind.String) return null;
            if (text.Length > 0) text.Append(' ');
            text.Append(JsonText.Read(element.Of(message), element.Escaped));
        }
        while (scanner.MoveNext((byte)']') == true);

        return text.ToString().TrimEnd('\r', '\n');
    }
}

using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads the text of a part of an exception: a string, a list of lines, or a list of frame objects.
static class ErrorLines
{
    // isWhole tells that the text contains everything that the value does.
    public static string? Read(ReadOnlySpan<byte> message, JsonRange value, out bool isWhole)
    {
        isWhole = true;
        if (value.Kind == JsonKind.String) return JsonText.Read(value.Of(message), value.Escaped);
        if (value.Kind != JsonKind.Array) return null;

        var lines = new StringBuilder();
        var members = (JsonMembers?)null;
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return null;
        do
        {
            scanner.TryReadValue(out var line);
            if (line.Kind is not (JsonKind.String or JsonKind.Object)) return null;
            if (lines.Length > 0) lines.Append('\n');
            if (line.Kind == JsonKind.String) lines.Append(JsonText.Read(line.Of(message), line.Escaped).AsSpan().TrimEnd("\r\n"));
            else isWhole = AppendFrame(lines, line.Of(message), members ??= new());
        }
        while (scanner.MoveNext((byte)']') == true);

        return lines.ToString();
    }

    // Appends a frame in Java's style, from the names that log4j, logstash and structlog use. Always returns false, because a frame has more parts
    // than these.
    static bool AppendFrame(StringBuilder lines, ReadOnlySpan<byte> json, JsonMembers members)
    {
        members.TryIndex(json);
        var type = Find(json, members, "class"u8) ?? Find(json, members, "className"u8) ?? Find(json, members, "module"u8);
        var method = Find(json, members, "method"u8) ?? Find(json, members, "methodName"u8) ?? Find(json, members, "function"u8) ?? Find(json, members, "name"u8);
        var file = Find(json, members, "file"u8) ?? Find(json, members, "fileName"u8) ?? Find(json, members, "filename"u8);
        var line = Find(json, members, "line"u8) ?? Find(json, members, "lineNumber"u8) ?? Find(json, members, "lineno"u8);
        if (method == null && type == null && file == null)
        {
            lines.Append(Encoding.UTF8.GetString(json));
            return false;
        }

        lines.Append("\tat ").Append(type).Append(type != null && method != null ? "." : "").Append(method);
        if (file != null) lines.Append('(').Append(file).Append(line != null ? ":" : "").Append(line).Append(')');
        return false;
    }

    static string? Find(ReadOnlySpan<byte> json, JsonMembers members, ReadOnlySpan<byte> name)
    {
        if (members.TryFind(json, name, JsonKind.String, out var value) && value.Length > 0) return JsonText.Read(value.Of(json), value.Escaped);
        return members.TryFind(json, name, JsonKind.Number, out value) ? Encoding.UTF8.GetString(value.Of(json)) : null;
    }
}

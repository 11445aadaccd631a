using System.Globalization;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Reads <c>"Renderings":{"Name":[{"Format":"x4","Rendering":"00ff"}]}</c>.</summary>
static class SerilogRenderings
{
    /// <param name="count">How many renderings there are; something negative if any cannot be read.</param>
    public static Dictionary<string, RecordedRenderings> Read(ReadOnlySpan<byte> message, JsonRange renderings, out int count)
    {
        count = 0;
        var byProperty = new Dictionary<string, RecordedRenderings>();
        var scanner = new JsonScanner(message[..renderings.End], renderings.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return byProperty;
        do
        {
            scanner.TryReadMember(out var member);
            if (member.Value.Kind != JsonKind.Array)
            {
                count = int.MinValue;
                continue;
            }

            var name = JsonText.Read(member.Name.Of(message), member.Name.Escaped);
            byProperty[name] = ReadHoles(message, member.Value, name, ref count);
        }
        while (scanner.MoveNext((byte)'}') == true);

        return byProperty;
    }

    /// <summary>
    /// Whether the property was a string: JsonFormatter records it without the quotes that it has in a message, so that it renders itself better. An
    /// id, a time or an enum has none there either.
    /// </summary>
    public static bool AreOfString(RecordedRenderings renderings, string text)
    {
        foreach (var (format, rendered) in renderings.ByFormat)
        {
            if (rendered.Trim(' ') != text.Trim(' ') || format is "g" or "G" or "f" or "F") return false;
        }

        return !Guid.TryParse(text, out _) && !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);
    }

    static RecordedRenderings ReadHoles(ReadOnlySpan<byte> message, JsonRange holes, string name, ref int count)
    {
        var recorded = new RecordedRenderings();
        var members = new JsonMembers();
        var scanner = new JsonScanner(message[..holes.End], holes.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return recorded;
        do
        {
            scanner.TryReadValue(out var hole);
            count++;
            var text = hole.Of(message);
            if (hole.Kind != JsonKind.Object
                || !members.TryIndex(text)
                || members.All.Length != 2
                || !members.TryFind(text, "Format"u8, JsonKind.String, out var format)
                || !members.TryFind(text, "Rendering"u8, JsonKind.String, out var rendering))
            {
                count = int.MinValue;
                continue;
            }

            var formatText = JsonText.Read(format.Of(text), format.Escaped);
            recorded.Add(new(name, $"{{{name}:{formatText}}}", formatText, null, Destructuring.Default), JsonText.Read(rendering.Of(text), rendering.Escaped));
        }
        while (scanner.MoveNext((byte)']') == true);

        return recorded;
    }
}

using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Reads <c>"Renderings":{"Name":[{"Format":"x4","Rendering":"00ff"}]}</c>.</summary>
static class SerilogRenderings
{
    public static Dictionary<string, RecordedRenderings> Read(ReadOnlySpan<byte> message, JsonRange renderings)
    {
        var byProperty = new Dictionary<string, RecordedRenderings>();
        var scanner = new JsonScanner(message[..renderings.End], renderings.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return byProperty;
        do
        {
            scanner.TryReadMember(out var member);
            if (member.Value.Kind != JsonKind.Array) continue;
            var name = JsonText.Read(member.Name.Of(message), member.Name.Escaped);
            byProperty[name] = ReadHoles(message, member.Value, name);
        }
        while (scanner.MoveNext((byte)'}') == true);

        return byProperty;
    }

    static RecordedRenderings ReadHoles(ReadOnlySpan<byte> message, JsonRange holes, string name)
    {
        var recorded = new RecordedRenderings();
        var members = new JsonMembers();
        var scanner = new JsonScanner(message[..holes.End], holes.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return recorded;
        do
        {
            scanner.TryReadValue(out var hole);
            if (hole.Kind != JsonKind.Object) continue;
            var text = hole.Of(message);
            if (!members.TryIndex(text)
                || !members.TryFind(text, "Format"u8, JsonKind.String, out var format)
                || !members.TryFind(text, "Rendering"u8, JsonKind.String, out var rendering)) continue;

            var formatText = JsonText.Read(format.Of(text), format.Escaped);
            recorded.Add(new(name, $"{{{name}:{formatText}}}", formatText, null, Destructuring.Default), JsonText.Read(rendering.Of(text), rendering.Escaped));
        }
        while (scanner.MoveNext((byte)']') == true);

        return recorded;
    }
}

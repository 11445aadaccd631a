using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Reads "Renderings":{"Name":[{"Format":"x4","Rendering":"00ff"}]}.
static class SerilogRenderings
{
    // hole is scratch space for the members of a rendering. count is the number of renderings, negative if any cannot be read.
    public static Dictionary<string, RecordedRenderings> Read(ReadOnlySpan<byte> message, JsonRange renderings, JsonMembers hole, out int count)
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
            byProperty[name] = ReadHoles(message, member.Value, hole, ref count);
        }
        while (scanner.MoveNext((byte)'}') == true);

        return byProperty;
    }

    // Whether the property was a string: JsonFormatter records its rendering without the quotes that it has in a message, and it can render itself
    // better. An id, a time or an enum has no quotes in either place.
    public static bool AreOfString(RecordedRenderings renderings, string text)
    {
        foreach (var (format, rendered) in renderings.ByFormat)
        {
            if (rendered.Trim(' ') != text.Trim(' ') || format is "g" or "G" or "f" or "F") return false;
        }

        return !Guid.TryParse(text, out _) && !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);
    }

    static RecordedRenderings ReadHoles(ReadOnlySpan<byte> message, JsonRange holes, JsonMembers members, ref int count)
    {
        var recorded = new RecordedRenderings();
        var scanner = new JsonScanner(message[..holes.End], holes.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return recorded;
        do
        {
            scanner.TryReadValue(out var hole);
            count++;
            if (hole.Kind == JsonKind.Object) members.Index(message, hole);
            if (hole.Kind != JsonKind.Object
                || members.All.Length != 2
                || !members.TryFind(message, "Format"u8, JsonKind.String, out var format)
                || !members.TryFind(message, "Rendering"u8, JsonKind.String, out var rendering))
            {
                count = int.MinValue;
                continue;
            }

            recorded.Add(JsonText.Read(format.Of(message), format.Escaped), null, JsonText.Read(rendering.Of(message), rendering.Escaped));
        }
        while (scanner.MoveNext((byte)']') == true);

        return recorded;
    }
}

using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A pattern for messages of space-separated fields. before has the fields before the ellipsis, or all of them; after has those after it, or is null
// without an ellipsis.
sealed class FieldPattern(IReadOnlyList<Field> before, IReadOnlyList<Field>? after) : FilterPattern
{
    public override bool Matches(byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        return Assign(text) is { } values && values.TrueForAll(v => v.Field.Accepts(v.Text));
    }

    // Returns named fields as $name, the others by position as $1, $2…
    public override IReadOnlyDictionary<string, string> Extract(byte[] message)
    {
        var extracted = new Dictionary<string, string>(StringComparer.Ordinal);
        var values = Assign(Encoding.UTF8.GetString(message)) ?? [];
        for (var i = 0; i < values.Count; i++) extracted[$"${values[i].Field.Name ?? (i + 1).ToString()}"] = values[i].Text;
        return extracted;
    }

    // Pairs the message's fields with the pattern's; returns null if there are too few.
    List<(Field Field, string Text)>? Assign(string message)
    {
        var texts = FieldSplitter.Split(message);
        var behind = after ?? [];
        if (texts.Count < before.Count + behind.Count) return null;

        // An empty pattern names nothing and matches everything.
        var open = after is not null || before.Count == 0;
        if (!open && texts.Count > before.Count)
        {
            // The last field takes the rest of the message verbatim.
            var (_, start) = texts[before.Count - 1];
            texts.RemoveRange(before.Count - 1, texts.Count - before.Count + 1);
            texts.Add((message[start..], start));
        }

        var values = new List<(Field, string)>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var fromEnd = texts.Count - i;
            var field = i < before.Count ? before[i] : fromEnd <= behind.Count ? behind[^fromEnd] : Field.Unnamed;
            values.Add((field, texts[i].Text));
        }

        return values;
    }
}

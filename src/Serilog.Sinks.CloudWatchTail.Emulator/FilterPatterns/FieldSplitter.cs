namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Splits a message at blanks; text between quotes or brackets is one field.
static class FieldSplitter
{
    // Returns the fields' texts without quotes and brackets, and where each starts including them.
    public static List<(string Text, int Start)> Split(string message)
    {
        var fields = new List<(string, int)>();
        for (var i = 0; i < message.Length;)
        {
            if (message[i] is ' ' or '\t')
            {
                i++;
                continue;
            }

            var start = i;
            var close = message[i] switch { '"' => message.IndexOf('"', i + 1), '[' => message.IndexOf(']', i + 1), _ => -1 };
            if (close >= 0)
            {
                fields.Add((message[(start + 1)..close], start));
                i = close + 1;
                continue;
            }

            // An unclosed quote or bracket is an ordinary character.
            while (i < message.Length && message[i] is not (' ' or '\t')) i++;
            fields.Add((message[start..i], start));
        }

        return fields;
    }
}

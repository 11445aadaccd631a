namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Takes a message apart at its blanks; what is between quotes or brackets is one field.
static class FieldSplitter
{
    // The fields' texts, without their quotes or brackets, and where each starts, with them.
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

            // A quote or bracket that is not closed is a character like others.
            while (i < message.Length && message[i] is not (' ' or '\t')) i++;
            fields.Add((message[start..i], start));
        }

        return fields;
    }
}

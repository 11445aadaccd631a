using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Shortens an array or an object by dropping its last elements, at any depth.
static class JsonContainers
{
    // A container shortened to less than this would say nothing.
    const int Shortest = 16;

    // Replaces the elements that an array has lost.
    static ReadOnlySpan<byte> Mark => "\"…\""u8;

    // Appends as much of the container json as fits into budget bytes. Returns false, without appending anything, if the budget is too small to say
    // anything.
    public static bool TryAppendCut(ReadOnlySpan<byte> json, int budget, Utf8Buffer output)
    {
        if (budget < Shortest) return false;
        if (json.Length <= budget)
        {
            output.Append(json);
            return true;
        }

        // One pass: after each opening bracket and before each comma the rest may be dropped, if the brackets open at that point can still be closed.
        Span<byte> closing = stackalloc byte[JsonScanner.MaximumDepth + 1];
        int depth = 0, keptDepth = 0, kept = 0;
        for (var position = 0; position < json.Length; position++)
        {
            var character = json[position];
            var isCut = character == ',';
            switch (character)
            {
                case (byte)'"':
                    position = EndOfString(json, position);
                    break;
                case (byte)'[' or (byte)'{':
                    closing[depth++] = character == '[' ? (byte)']' : (byte)'}';
                    isCut = true;
                    break;
                case (byte)']' or (byte)'}':
                    depth--;
                    break;
            }

            if (!isCut) continue;
            var length = character == ',' ? position : position + 1;
            if (length + depth + Mark.Length + 1 > budget) break;
            (kept, keptDepth) = (length, depth);
        }

        output.Append(json[..kept]);
        if (closing[keptDepth - 1] == ']')
        {
            if (json[kept - 1] != '[') output.Append((byte)',');
            output.Append(Mark);
        }

        while (keptDepth > 0) output.Append(closing[--keptDepth]);
        return true;
    }

    // A string's range is its inside.
    public static int EndOf(JsonRange value) => value.Kind == JsonKind.String ? value.End + 1 : value.End;

    // Returns the position of the closing quote.
    static int EndOfString(ReadOnlySpan<byte> json, int quote)
    {
        var end = quote + 1;
        while (true)
        {
            end += json[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[end] == '"') return end;
            end += 2;
        }
    }
}

using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

/// <summary>Cuts an array or an object by leaving out its last elements, at any depth.</summary>
static class JsonContainers
{
    /// <summary>An array or object cut shorter than this would say nothing.</summary>
    const int Shortest = 16;

    /// <summary>What stands in place of the elements that an array lost.</summary>
    static ReadOnlySpan<byte> Mark => "\"…\""u8;

    /// <summary>Appends as much of a container as fits; never more than <paramref name="budget"/> bytes.</summary>
    /// <param name="json">The container and nothing else.</param>
    /// <returns>False, and nothing appended, when the budget is too small to say anything.</returns>
    public static bool TryAppendCut(ReadOnlySpan<byte> json, int budget, Utf8Buffer output)
    {
        if (budget < Shortest) return false;
        if (json.Length <= budget)
        {
            output.Append(json);
            return true;
        }

        // One pass: after each opening bracket and before each comma the rest may be left out, if what is then open can still be closed.
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

    /// <summary>A string's range is its inside.</summary>
    public static int EndOf(JsonRange value) => value.Kind == JsonKind.String ? value.End + 1 : value.End;

    /// <summary>Where the closing quote is.</summary>
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

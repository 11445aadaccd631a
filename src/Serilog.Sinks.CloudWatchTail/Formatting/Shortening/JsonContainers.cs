using Serilog.Sinks.CloudWatchTail.Formatting.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Shortening;

/// <summary>Cuts an array or an object by leaving out its last elements.</summary>
static class JsonContainers
{
    /// <summary>What stands in place of the elements that an array lost.</summary>
    static ReadOnlySpan<byte> Mark => "\"…\""u8;

    /// <summary>An array or object cut shorter than this would say nothing.</summary>
    const int Shortest = 16;

    /// <summary>Appends as much of a container as fits; never more than <paramref name="budget"/> bytes, and nothing when the budget is too small to say anything.</summary>
    public static bool TryAppendCut(ReadOnlySpan<byte> json, JsonRange container, int budget, Utf8Buffer output)
    {
        if (container.Kind is not (JsonKind.Array or JsonKind.Object) || budget < Shortest) return false;

        var isArray = container.Kind == JsonKind.Array;
        var closingBracket = isArray ? (byte)']' : (byte)'}';
        var scanner = new JsonScanner(json[..container.End], container.Start);
        scanner.TryOpen(json[container.Start]);
        output.Append(json[container.Start]);
        var room = budget - 2 - (isArray ? Mark.Length + 1 : 0);
        var isFirst = true;
        if (!scanner.TryClose(closingBracket))
        {
            do
            {
                var value = ReadElement(ref scanner, isArray, out var start);
                var size = EndOf(value) - start + (isFirst ? 0 : 1);
                if (size > room)
                {
                    AppendLast(json, start, value, room, isFirst, isArray, output);
                    break;
                }

                if (!isFirst) output.Append((byte)',');
                output.Append(json[start..EndOf(value)]);
                room -= size;
                isFirst = false;
            }
            while (scanner.MoveNext(closingBracket) == true);
        }

        output.Append(closingBracket);
        return true;
    }

    /// <summary>A string's range is its inside.</summary>
    public static int EndOf(JsonRange value) => value.Kind == JsonKind.String ? value.End + 1 : value.End;

    static JsonRange ReadElement(ref JsonScanner scanner, bool isArray, out int start)
    {
        if (isArray)
        {
            scanner.TryReadValue(out var element);
            start = element.Kind == JsonKind.String ? element.Start - 1 : element.Start;
            return element;
        }

        scanner.TryReadMember(out var member);
        start = member.Name.Start - 1;
        return member.Value;
    }

    /// <summary>The first element that does not fit is itself cut, if it is a container; then an array is marked.</summary>
    static void AppendLast(ReadOnlySpan<byte> json, int start, JsonRange value, int room, bool isFirst, bool isArray, Utf8Buffer output)
    {
        var before = output.Length;
        if (!isFirst) output.Append((byte)',');
        output.Append(json[start..Math.Max(start, StartOf(value))]);
        if (TryAppendCut(json, value, room - (output.Length - before), output))
        {
            isFirst = false;
        }
        else
        {
            output.Truncate(before);
        }

        if (!isArray) return;
        if (!isFirst) output.Append((byte)',');
        output.Append(Mark);
    }

    static int StartOf(JsonRange value) => value.Kind == JsonKind.String ? value.Start - 1 : value.Start;
}

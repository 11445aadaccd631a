using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

/// <summary>Cuts the long strings of a JSON text. Names are never cut.</summary>
static class JsonStrings
{
    /// <summary>Collects the lengths of the strings that are longer than this.</summary>
    public static void CollectLengths(ReadOnlySpan<byte> json, int longerThan, List<int> lengths)
    {
        var walker = new JsonStringWalker(json);
        while (walker.MoveNext())
        {
            if (!walker.IsName && walker.Length > longerThan) lengths.Add(walker.Length);
        }
    }

    /// <summary>Copies the text, with every string cut that is longer than this.</summary>
    public static void CopyCut(ReadOnlySpan<byte> json, int longest, Utf8Buffer output)
    {
        var copied = 0;
        var walker = new JsonStringWalker(json);
        while (walker.MoveNext())
        {
            if (walker.IsName || walker.Length <= longest) continue;

            var inside = json.Slice(walker.Start, walker.Length);
            var kept = Utf8Cut.OfJsonString(inside, longest - Utf8Cut.Mark.Length);
            output.Append(json[copied..(walker.Start + kept)]);
            output.Append(Utf8Cut.Mark);
            copied = walker.Start + walker.Length;
        }

        output.Append(json[copied..]);
    }
}

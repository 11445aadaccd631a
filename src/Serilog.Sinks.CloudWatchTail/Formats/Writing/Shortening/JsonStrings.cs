using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Cuts the long strings of a JSON text, but never names.
static class JsonStrings
{
    // Collects the lengths of the strings longer than longerThan.
    public static void CollectLengths(ReadOnlySpan<byte> json, int longerThan, List<int> lengths)
    {
        var walker = new JsonStringWalker(json);
        while (walker.MoveNext())
        {
            if (!walker.IsName && walker.Length > longerThan) lengths.Add(walker.Length);
        }
    }

    // Copies the text and cuts every string longer than longest.
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

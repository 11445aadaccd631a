using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Recorded;

/// <summary>What the holes that format one property were rendered as where the event was written: only there was the property's type known.</summary>
sealed class RecordedRenderings
{
    readonly List<(PropertyToken Hole, string Text)> _holes = [];

    public void Add(PropertyToken hole, string text) => _holes.Add((hole, text));

    /// <summary>What a hole of this format and alignment was rendered as, padding included.</summary>
    public bool TryFind(PropertyToken hole, out string text)
    {
        foreach (var (known, rendering) in _holes)
        {
            if (known.Format != hole.Format || known.Alignment?.Width != hole.Alignment?.Width || known.Alignment?.Direction != hole.Alignment?.Direction) continue;
            text = rendering;
            return true;
        }

        text = "";
        return false;
    }

    /// <summary>
    /// What the format made of the value, before it was padded. The padding is gone from each hole's text on the one side that its alignment pads;
    /// of two holes the longer text is right, for it alone still has the spaces that were the value's own.
    /// </summary>
    public bool TryFind(string format, out string text)
    {
        text = "";
        var isFound = false;
        foreach (var (hole, rendering) in _holes)
        {
            if (hole.Format != format) continue;
            var unpadded = Unpad(rendering, hole.Alignment);
            if (!isFound || unpadded.Length > text.Length) text = unpadded;
            isFound = true;
        }

        return isFound;
    }

    static string Unpad(string text, Alignment? alignment)
    {
        if (alignment is not { } known || text.Length != known.Width) return text;
        return known.Direction == AlignmentDirection.Left ? text.TrimEnd(' ') : text.TrimStart(' ');
    }
}

using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

/// <summary>What the holes that format one property were rendered as where the event was written: only there was the property's type known.</summary>
sealed class RecordedRenderings
{
    readonly Dictionary<(string Format, int Alignment), string> _padded = [];
    readonly Dictionary<string, string> _unpadded = [];

    /// <summary>What each format made of the value, before it was padded.</summary>
    public IReadOnlyDictionary<string, string> ByFormat => _unpadded;

    /// <summary>Adds what a hole with a format was rendered as.</summary>
    public void Add(PropertyToken hole, string text)
    {
        _padded[KeyOf(hole)] = text;

        // The padding is cut off on the one side that the hole's alignment pads. Of two holes the longer text is right, for it alone still has
        // the spaces that were the value's own.
        var unpadded = Unpad(text, hole.Alignment);
        if (!_unpadded.TryGetValue(hole.Format!, out var known) || unpadded.Length > known.Length) _unpadded[hole.Format!] = unpadded;
    }

    /// <summary>What a hole of this format and alignment was rendered as, padding included.</summary>
    public bool TryFind(PropertyToken hole, out string? text) => _padded.TryGetValue(KeyOf(hole), out text);

    /// <summary>What the format made of the value, before it was padded.</summary>
    public bool TryFind(string format, out string? text) => _unpadded.TryGetValue(format, out text);

    /// <summary>As in the template: to the left is negative.</summary>
    static (string, int) KeyOf(PropertyToken hole) =>
        (hole.Format!, hole.Alignment is not { } alignment ? 0 : alignment.Direction == AlignmentDirection.Left ? -alignment.Width : alignment.Width);

    static string Unpad(string text, Alignment? alignment)
    {
        if (alignment is not { } known || text.Length != known.Width) return text;
        return known.Direction == AlignmentDirection.Left ? text.TrimEnd(' ') : text.TrimStart(' ');
    }
}

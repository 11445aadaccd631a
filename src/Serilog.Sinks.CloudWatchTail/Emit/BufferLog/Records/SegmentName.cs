using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

/// <summary>What tells a segment from all others of its set.</summary>
/// <param name="Sequence">Its place among them.</param>
/// <param name="Writer">A random number of the process that made it, so that two processes never make files of one name. Version 1 has none.</param>
readonly record struct SegmentName(long Sequence, uint Writer) : IComparable<SegmentName>
{
    public const uint NoWriter = 0;

    public int CompareTo(SegmentName other) => Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence) : Writer.CompareTo(other.Writer);

    /// <summary>As it stands in a file's name.</summary>
    public override string ToString() => Writer == NoWriter
        ? string.Create(CultureInfo.InvariantCulture, $"{Sequence:D8}")
        : string.Create(CultureInfo.InvariantCulture, $"{Sequence:D8}.{Writer:x8}");

    public static bool TryParse(ReadOnlySpan<char> text, out SegmentName name)
    {
        name = default;
        var writer = NoWriter;
        if (text.IndexOf('.') is >= 0 and var dot)
        {
            if (text.Length - dot - 1 != 8 || !uint.TryParse(text[(dot + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out writer) || writer == NoWriter) return false;
            text = text[..dot];
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return false;
        name = new SegmentName(sequence, writer);
        return true;
    }
}

using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// Identifies a segment within its set by its sequence and a random number of the process that created it, so that two processes never create files of
// the same name. Version 1 has no Writer.
readonly record struct SegmentName(long Sequence, uint Writer) : IComparable<SegmentName>
{
    public const uint NoWriter = 0;

    public int CompareTo(SegmentName other) => Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence) : Writer.CompareTo(other.Writer);

    // The name as part of a file name.
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

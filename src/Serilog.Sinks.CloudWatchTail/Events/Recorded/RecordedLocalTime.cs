namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

/// <summary>
/// A local time of a machine whose clock stood in another time zone: as a DateTime it would become another time here, or another text.
/// </summary>
sealed class RecordedLocalTime(DateTimeOffset time, string text) : IFormattable
{
    /// <summary>The recorded text, in the format O: what JSON says of a time.</summary>
    public override string ToString() => text;

    /// <summary>Formatted as the DateTime would have been there.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        "O" or "o" => text,
        "U" => time.UtcDateTime.ToString(format, formatProvider),
        null or { Length: <= 1 } => DateTime.SpecifyKind(time.DateTime, DateTimeKind.Unspecified).ToString(format, formatProvider),
        _ => time.ToString(format, formatProvider)
    };
}

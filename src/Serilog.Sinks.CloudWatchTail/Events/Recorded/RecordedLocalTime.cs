namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// A local time of a machine in another time zone. As a DateTime it would become a different time or a different text here.
sealed class RecordedLocalTime(DateTimeOffset time, string text) : IFormattable
{
    // Returns the recorded text, in format O as in JSON.
    public override string ToString() => text;

    // Formats the time as DateTime would have there.
    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        "O" or "o" => text,
        "U" => time.UtcDateTime.ToString(format, formatProvider),
        null or { Length: <= 1 } => DateTime.SpecifyKind(time.DateTime, DateTimeKind.Unspecified).ToString(format, formatProvider),
        _ => time.ToString(format, formatProvider)
    };
}

using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Parses values of kinds that JSON cannot express. A text that the value would not reproduce exactly stays a string, because events must be written
// again with the same bytes.
static class KindText
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static object Read(string text, ValueKind kind) => kind switch
    {
        ValueKind.Guid when Guid.TryParseExact(text, "D", out var guid) && guid.ToString() == text => guid,
        ValueKind.Text => new RecordedText(text),
        ValueKind.Char when text.Length == 1 => text[0],
        ValueKind.TimeSpan when TimeSpan.TryParseExact(text, "c", Invariant, out var span) && span.ToString() == text => span,
        ValueKind.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) => date,
        ValueKind.Time when TimeOnly.TryParseExact(text, "O", Invariant, DateTimeStyles.None, out var time) => time,
        ValueKind.DateTime => ReadDateTime(text),
        ValueKind.DateTimeOffset when TryReadOffset(text, out var offset) => offset,
        ValueKind.Number when text is "NaN" => double.NaN,
        ValueKind.Number when text is "Infinity" => double.PositiveInfinity,
        ValueKind.Number when text is "-Infinity" => double.NegativeInfinity,
        _ => text
    };

    static object ReadDateTime(string text)
    {
        if (DateTime.TryParseExact(text, "O", Invariant, DateTimeStyles.RoundtripKind, out var time) && time.ToString("O", Invariant) == text) return time;
        return TryReadOffset(text, out var offset) ? new RecordedLocalTime(offset, text) : text;
    }

    static bool TryReadOffset(string text, out DateTimeOffset offset) =>
        DateTimeOffset.TryParseExact(text, "O", Invariant, DateTimeStyles.None, out offset) && offset.ToString("O", Invariant) == text;
}

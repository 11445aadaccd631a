using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>Makes values of the kinds that JSON cannot say of their text. A text that is not of its kind stays a string.</summary>
static class KindText
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static object Read(string text, ValueKind kind) => kind switch
    {
        ValueKind.Guid when Guid.TryParseExact(text, "D", out var guid) => guid,
        ValueKind.Text => new RecordedText(text),
        ValueKind.Char when text.Length == 1 => text[0],
        ValueKind.TimeSpan when TimeSpan.TryParseExact(text, "c", Invariant, out var span) => span,
        ValueKind.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) => date,
        ValueKind.Time when TimeOnly.TryParseExact(text, "O", Invariant, DateTimeStyles.None, out var time) => time,
        ValueKind.DateTime when DateTime.TryParseExact(text, "O", Invariant, DateTimeStyles.RoundtripKind, out var dateTime) => dateTime,
        ValueKind.DateTimeOffset when DateTimeOffset.TryParseExact(text, "O", Invariant, DateTimeStyles.None, out var offset) => offset,
        ValueKind.Number when text is "NaN" => double.NaN,
        ValueKind.Number when text is "Infinity" => double.PositiveInfinity,
        ValueKind.Number when text is "-Infinity" => double.NegativeInfinity,
        _ => text
    };

    public static ScalarValue ReadNumber(ReadOnlySpan<byte> text, ValueKind kind)
    {
        _ = kind;
        return Reading.JsonNumber.Read(text);
    }
}

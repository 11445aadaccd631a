using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Events whose parts all follow from their number, so that a part of another event is seen wherever they come out.</summary>
static class NumberedEvents
{
    const string Number = "N";

    public static LogEvent Create(int number, int properties, string text, string stream, LogEventLevel level = LogEventLevel.Information, DateTimeOffset? at = null) =>
        Some.Event(
            $"{number} {text}",
            level,
            at,
            properties: [.. Enumerable.Range(0, properties).Select(i => ($"P{i}", ValueOf(number, i))), (Number, number), ("T", stream)]);

    public static int NumberOf(string text) => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    public static int NumberOf(LogEvent logEvent) => NumberOf(logEvent.MessageTemplate.Text);

    public static bool IsItself(LogEvent logEvent)
    {
        var number = NumberOf(logEvent);
        var others = logEvent.Properties.Count - 2;
        return Equals(((ScalarValue)logEvent.Properties[Number]).Value, number)
            && Enumerable.Range(0, others).All(i => Equals(((ScalarValue)logEvent.Properties[$"P{i}"]).Value, ValueOf(number, i)));
    }

    /// <summary>Writes the text of the template and the number that is a property.</summary>
    public static ITextFormatter Formatter { get; } = new TextThenNumber();

    public static bool IsWritten(string message) => message.Split(' ')[^1] == message.Split(' ')[0];

    static object? ValueOf(int number, int index) => (index % 7) switch
    {
        0 => (long)number,
        1 => number / 8d,
        2 => number % 2 == 0,
        3 => number.ToString(CultureInfo.InvariantCulture),
        4 => (decimal)number,
        5 => null,
        _ => double.NaN,
    };

    sealed class TextThenNumber : IUtf8EventFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output) => throw new NotSupportedException();

        public void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
        {
            output.AppendJson(System.Text.Encoding.UTF8.GetBytes(logEvent.Template.Text));
            output.Append((byte)' ');
            if (logEvent.TryFind(Number, out var number)) Utf8Scalars.Append(output, number.Int32);
        }
    }
}

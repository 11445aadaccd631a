using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// --select as text: one line per event with tabs between the columns, for cut, sort and spreadsheets.
sealed class SelectOutput(Screen screen, SelectedColumns columns, Highlighter highlighter, bool utc) : ITailOutput
{
    public bool ReadsEvents => true;

    public void Write(in TailedEvent tailed)
    {
        var line = string.Join('\t', columns.ValuesOf(tailed.LogEvent!).Select(column => ControlCharacters.Escape(TextOf(column.Value))));
        screen.Write(highlighter.Apply(line) + "\n");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    string TextOf(LogEventPropertyValue? value) => value switch
    {
        null or ScalarValue { Value: null } => "",
        ScalarValue { Value: string text } => text,
        ScalarValue { Value: DateTimeOffset time } => (utc ? time.ToUniversalTime() : time.ToLocalTime()).ToString("O", CultureInfo.InvariantCulture),
        _ => value.ToString(null, CultureInfo.InvariantCulture),
    };
}

using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// --select as JSON: an object with the selected columns that the event has.
sealed class SelectJsonFormatter(SelectedColumns columns) : ITextFormatter
{
    readonly JsonValueFormatter _values = new(typeTagName: "$type");

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var separator = '{';
        foreach (var (name, value) in columns.ValuesOf(logEvent))
        {
            if (value is null) continue;
            output.Write(separator);
            JsonValueFormatter.WriteQuotedJsonString(name, output);
            output.Write(':');
            _values.Format(value, output);
            separator = ',';
        }

        output.WriteLine(separator == '{' ? "{}" : "}");
    }
}

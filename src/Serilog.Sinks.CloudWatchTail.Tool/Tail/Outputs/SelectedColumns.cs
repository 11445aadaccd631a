using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Expressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The columns of --select: names of properties, or expressions of Serilog.Expressions.
sealed class SelectedColumns
{
    readonly (string Name, EventExpression Value)[] _columns;

    SelectedColumns((string, EventExpression)[] columns)
    {
        _columns = columns;
    }

    public IEnumerable<string> Names => _columns.Select(column => column.Name);

    // Throws UsageException if a column cannot be parsed.
    public static SelectedColumns Parse(string text) => new([.. Split(text).Select(Compile)]);

    // Yields one value per column; null if the event has none.
    public IEnumerable<(string Name, LogEventPropertyValue? Value)> ValuesOf(LogEvent logEvent) =>
        _columns.Select(column => (column.Name, ValueOf(column.Value, logEvent)));

    // A value that takes too long to compute is missing.
    static LogEventPropertyValue? ValueOf(EventExpression column, LogEvent logEvent)
    {
        try
        {
            return column.ValueFor(logEvent);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    static (string, EventExpression) Compile(string column) =>
        EventExpression.TryCompile(column, out var compiled, out var error)
            ? (column, compiled)
            : throw new UsageException($"--select '{column}' is not a valid Serilog expression, at character {error.Position + 1}: {error.Message}");

    // Splits at commas outside brackets and quotes.
    static IEnumerable<string> Split(string text)
    {
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0 && !quoted))
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
            else if (text[i] == '\'') quoted = !quoted;
            else if (!quoted && text[i] is '(' or '[' or '{') depth++;
            else if (!quoted && text[i] is ')' or ']' or '}') depth--;
        }
    }
}

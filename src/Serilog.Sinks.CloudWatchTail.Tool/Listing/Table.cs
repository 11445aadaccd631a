using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Listing;

// Prints rows in columns below a header on a terminal; in a pipe without a header, separated by tabs.
sealed class Table(TextWriter output, bool isTerminal, params string[] head)
{
    readonly List<string[]> _rows = isTerminal ? [head] : [];

    public void Add(params string[] row) => _rows.Add([.. row.Select(ControlCharacters.Escape)]);

    public void Write()
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => _rows.Select(row => row[column].Length).DefaultIfEmpty().Max()).ToArray();
        foreach (var row in _rows)
            output.WriteLine(isTerminal ? string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() : string.Join('\t', row));
    }
}

using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// The text of the status line.
static class StatusText
{
    // width is the terminal's; parts that do not fit are left out, the last first.
    public static string Of(in StatusValues values, int width)
    {
        string[] parts =
        [
            values.Prefix,
            StateText(values.State),
            values.Groups == 1 ? "1 group" : string.Create(CultureInfo.InvariantCulture, $"{values.Groups} groups"),
            string.Create(CultureInfo.InvariantCulture, $"{values.Rate:0.#}/s"),
            values.Lag is { } time ? string.Create(CultureInfo.InvariantCulture, $"lag {time.TotalSeconds:0.0} s") : "",
            values.Gaps > 0 ? string.Create(CultureInfo.InvariantCulture, $"{values.Gaps:N0} gap{(values.Gaps == 1 ? "" : "s")}") : "",
            string.Create(CultureInfo.InvariantCulture, $"{values.Received:N0} received"),
            values.Cost,
        ];

        var line = "";
        foreach (var part in parts.Where(p => p.Length > 0))
        {
            var longer = line.Length == 0 ? part : $"{line} | {part}";
            // A terminal may wrap in its last column, and then the line could not be erased.
            if (longer.Length >= width) break;
            line = longer;
        }

        return line;
    }

    static string StateText(CloudWatchLiveTailState state) => state switch
    {
        CloudWatchLiveTailState.Live => "live",
        CloudWatchLiveTailState.Backfilling => "reading history",
        CloudWatchLiveTailState.Interrupted => "interrupted",
        // Stopped means not started yet: once the tail ends, the status line is gone.
        _ => "connecting",
    };
}

using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>The last line on the standard error: what went by.</summary>
static class TailSummary
{
    public static string OfLive(TailProgress progress, TailCounters counters, TimeSpan elapsed) =>
        Begin(progress)
            .Append(CultureInfo.InvariantCulture, $", {counters.Backfilled:N0} of them filled in, {counters.Dropped:N0} shed, ")
            .Append(CultureInfo.InvariantCulture, $"{counters.Reconnects:N0} reconnect{(counters.Reconnects == 1 ? "" : "s")}, in {Duration(elapsed)}")
            .ToString();

    public static string OfHistory(TailProgress progress, TimeSpan elapsed) =>
        Begin(progress).Append(CultureInfo.InvariantCulture, $" in {Duration(elapsed)}").ToString();

    static StringBuilder Begin(TailProgress progress)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{progress.Received:N0} event{(progress.Received == 1 ? "" : "s")} received");
        if (progress.Shown != progress.Received) text.Append(CultureInfo.InvariantCulture, $" ({progress.Shown:N0} shown)");
        return text;
    }

    static string Duration(TimeSpan elapsed) =>
        elapsed < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s")
            : elapsed.ToString(elapsed.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}

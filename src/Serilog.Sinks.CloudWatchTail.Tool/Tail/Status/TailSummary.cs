using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// The last lines on the standard error.
static class TailSummary
{
    public static string OfLive(TailProgress progress, TailCounters counters, TimeSpan elapsed, string cost) =>
        Begin(progress)
            .Append(CultureInfo.InvariantCulture, $", {counters.Backfilled:N0} of them backfilled, {counters.Dropped:N0} dropped, ")
            .Append(CultureInfo.InvariantCulture, $"{counters.Reconnects:N0} reconnect{(counters.Reconnects == 1 ? "" : "s")}, in {Duration(elapsed)} (at most {cost})")
            .ToString();

    public static string OfHistory(TailProgress progress, TimeSpan elapsed) =>
        Begin(progress).Append(CultureInfo.InvariantCulture, $" in {Duration(elapsed)}").ToString();

    static StringBuilder Begin(TailProgress progress)
    {
        var (received, shown) = (progress.ReceivedCount, progress.ShownCount);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{received:N0} event{(received == 1 ? "" : "s")} received");
        if (shown != received) text.Append(CultureInfo.InvariantCulture, $" ({shown:N0} shown)");
        return text;
    }

    static string Duration(TimeSpan elapsed) =>
        elapsed < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s")
            : elapsed.ToString(elapsed.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}

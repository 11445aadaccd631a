using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// The price of a live tail: one cent a minute for each session of up to ten log groups, beyond 1,800 free minutes a month.
static class SessionCost
{
    const int GroupsPerSession = 10;
    const decimal PerMinute = 0.01m;

    public static string ByTheMinute(int groups) => string.Create(CultureInfo.InvariantCulture, $"${PerMinute * Sessions(groups):0.00}/min");

    // The price of the whole time, in which a started minute counts.
    public static string Of(int groups, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"${PerMinute * Sessions(groups) * (decimal)Math.Ceiling(elapsed.TotalMinutes):0.00}");

    static int Sessions(int groups) => (groups + GroupsPerSession - 1) / GroupsPerSession;
}

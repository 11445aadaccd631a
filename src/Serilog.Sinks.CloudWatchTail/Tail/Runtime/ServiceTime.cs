namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Reads the service's timestamps. One out of range becomes the first or the last possible time: it must not end the tail.
static class ServiceTime
{
    static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    // milliseconds: Since the Unix epoch.
    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last));
}

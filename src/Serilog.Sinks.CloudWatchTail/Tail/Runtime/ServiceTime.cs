namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Converts the service's timestamps. One that is out of range becomes the first or last representable time: it must not end the tail.
static class ServiceTime
{
    static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last));
}

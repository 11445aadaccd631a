namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>Times as the service tells them. One beyond what a time can be becomes the first or the last: it must not end the tail.</summary>
static class ServiceTime
{
    static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <param name="milliseconds">Since the Unix epoch.</param>
    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last));
}

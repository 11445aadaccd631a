namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// What the status line says.
readonly record struct StatusValues
{
    public StatusValues()
    {
    }

    // What the keyboard changed, such as a pause with its count; empty for nothing.
    public string Prefix { get; init; } = "";

    public CloudWatchLiveTailState State { get; init; }

    public int Groups { get; init; }

    // Events a second.
    public double Rate { get; init; }

    // Null before the first event.
    public TimeSpan? Lag { get; init; }

    // Interruptions after which a session went on.
    public long Gaps { get; init; }

    public long Received { get; init; }

    // By the minute; empty where there is no session.
    public string Cost { get; init; } = "";
}

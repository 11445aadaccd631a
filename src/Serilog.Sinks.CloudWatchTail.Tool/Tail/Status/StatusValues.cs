namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// The values of the status line.
readonly record struct StatusValues
{
    public StatusValues()
    {
    }

    // What the keyboard changed, such as a pause with its count; may be empty.
    public string Prefix { get; init; } = "";

    public CloudWatchLiveTailState State { get; init; }

    public int Groups { get; init; }

    // Events per second.
    public double Rate { get; init; }

    // Null while there is no recent event.
    public TimeSpan? Lag { get; init; }

    // Interruptions after which a session resumed.
    public long Gaps { get; init; }

    public long Received { get; init; }

    // The cost per minute; empty if there is no session.
    public string Cost { get; init; } = "";
}

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

/// <summary>What the status line says.</summary>
readonly record struct StatusValues
{
    public StatusValues()
    {
    }

    /// <summary>What the keyboard changed, such as a pause with its count; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    public CloudWatchLiveTailState State { get; init; }

    public int Groups { get; init; }

    /// <summary>Events a second.</summary>
    public double Rate { get; init; }

    /// <summary>Null before the first event.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>Interruptions after which a session went on.</summary>
    public long Gaps { get; init; }

    public long Received { get; init; }

    /// <summary>By the minute; empty where there is no session.</summary>
    public string Cost { get; init; } = "";
}

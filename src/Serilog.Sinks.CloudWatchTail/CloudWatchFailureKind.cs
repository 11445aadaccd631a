namespace Serilog.Sinks.CloudWatchTail;

/// <summary>How final a <see cref="CloudWatchFailure"/> is.</summary>
public enum CloudWatchFailureKind
{
    /// <summary>Nothing is lost: the sink keeps the events and retries.</summary>
    Temporary,

    /// <summary>The failure's events are lost to CloudWatch Logs; the sink continues with the others.</summary>
    Permanent,

    /// <summary>The sink is shutting down, and the failure's events could not be sent in time.</summary>
    Final,
}

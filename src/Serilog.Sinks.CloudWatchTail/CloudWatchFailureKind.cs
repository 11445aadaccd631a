namespace Serilog.Sinks.CloudWatchTail;

/// <summary>How final a <see cref="CloudWatchFailure"/> is.</summary>
public enum CloudWatchFailureKind
{
    /// <summary>Nothing is lost: the sink keeps the events and tries again.</summary>
    Temporary,

    /// <summary>The events named by the failure are lost to CloudWatch Logs; the sink goes on with the others.</summary>
    Permanent,

    /// <summary>The sink is shutting down, and the events named by the failure could not be sent in time.</summary>
    Final,
}

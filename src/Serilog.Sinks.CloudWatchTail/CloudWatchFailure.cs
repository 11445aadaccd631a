using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>A failure of the sink to deliver events, or to deliver them yet; passed to <see cref="CloudWatchSinkOptions.OnFailure"/>.</summary>
/// <remarks>Its text never contains a whole event or credentials.</remarks>
public sealed class CloudWatchFailure
{
    readonly long? _count;

    /// <summary>Create a failure, as the sink does, to test your own <see cref="CloudWatchSinkOptions.OnFailure"/>.</summary>
    /// <param name="kind">Whether the events are kept and retried, or lost.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="message">One sentence for a log.</param>
    public CloudWatchFailure(CloudWatchFailureKind kind, CloudWatchFailureReason reason, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Kind = kind;
        Reason = reason;
        Message = message;
    }

    /// <summary>Whether the events are kept and retried, or lost.</summary>
    public CloudWatchFailureKind Kind { get; }

    /// <summary>The reason.</summary>
    public CloudWatchFailureReason Reason { get; }

    /// <summary>One sentence for a log: what happened to how many events, and why.</summary>
    public string Message { get; }

    /// <summary>The number of affected events; exact even if <see cref="Events"/> holds fewer. Default: the number of <see cref="Events"/>.</summary>
    public long Count
    {
        get => _count ?? Events.Count;
        init => _count = value;
    }

    /// <summary>
    /// The affected events. Empty for a <see cref="CloudWatchFailureKind.Temporary"/> failure; fewer than <see cref="Count"/> if so many were refused
    /// at once that the sink kept only their number; none if they were lost with a file of durable mode, or refused as
    /// <see cref="CloudWatchFailureReason.OverBudget"/>, in which case they were handed over when they were refused. They are equal to the logged
    /// events, but need not be the same objects: the sink keeps an event's parts, and durable mode its message.
    /// </summary>
    public IReadOnlyCollection<LogEvent> Events { get; init; } = [];

    /// <summary>The log group, if the failure affects one.</summary>
    public string? LogGroup { get; init; }

    /// <summary>The log stream, if the failure affects one.</summary>
    public string? LogStream { get; init; }

    /// <summary>
    /// Whether a put with these events was sent and never answered: they are reported as lost, but may be stored.
    /// </summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>The cause, if there is one; usually a <see cref="CloudWatchLogsException"/>.</summary>
    public Exception? Exception { get; init; }

    // The next failure in the list of those that are still to be reported.
    internal CloudWatchFailure? Next { get; set; }

    // Whether the fallback sinks have received its events.
    internal bool IsHandedOver { get; set; }

    // Whether Serilog itself reports it to its failure listener.
    internal bool IsBesideListener { get; set; }

    // The receivers to which it is addressed.
    internal Telling Telling { get; set; }

    // Whether the callback has been called with it.
    internal bool IsAnnounced { get; set; }

    /// <summary>Return the message and that of the cause, which is the service's own text if the service refused the events.</summary>
    public override string ToString() => Exception is null ? Message : $"{Message} {Exception.Message}";
}

using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What the sink could not deliver, or not yet: handed to <see cref="CloudWatchSinkOptions.OnFailure"/>.</summary>
/// <remarks>Its text never contains a whole event, nor credentials.</remarks>
public sealed class CloudWatchFailure
{
    readonly long? _count;

    /// <summary>Create a failure, as the sink does; in a test of your own <see cref="CloudWatchSinkOptions.OnFailure"/>.</summary>
    /// <param name="kind">Whether the events are kept and tried again, or lost.</param>
    /// <param name="reason">Why.</param>
    /// <param name="message">One sentence for a log.</param>
    public CloudWatchFailure(CloudWatchFailureKind kind, CloudWatchFailureReason reason, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Kind = kind;
        Reason = reason;
        Message = message;
    }

    /// <summary>Whether the events are kept and tried again, or lost.</summary>
    public CloudWatchFailureKind Kind { get; }

    /// <summary>Why.</summary>
    public CloudWatchFailureReason Reason { get; }

    /// <summary>One sentence for a log: what happened to how many events, and why.</summary>
    public string Message { get; }

    /// <summary>How many events are concerned; exact, also where <see cref="Events"/> holds fewer. Default: as many as <see cref="Events"/> holds.</summary>
    public long Count
    {
        get => _count ?? Events.Count;
        init => _count = value;
    }

    /// <summary>
    /// The events concerned. Empty for a <see cref="CloudWatchFailureKind.Temporary"/> failure; fewer than <see cref="Count"/> when so many
    /// were refused at once that the sink kept only their number, and none when they went with a file of durable mode, or were refused as
    /// <see cref="CloudWatchFailureReason.OverBudget"/>: those are handed over when they are refused. They are equal to those that were logged, but need not be the same objects: the sink keeps an event's parts, and durable mode its message.
    /// </summary>
    public IReadOnlyCollection<LogEvent> Events { get; init; } = [];

    /// <summary>The log group, if the failure concerns one.</summary>
    public string? LogGroup { get; init; }

    /// <summary>The log stream, if the failure concerns one.</summary>
    public string? LogStream { get; init; }

    /// <summary>
    /// Whether a put with these events was sent and never answered: they are reported as lost, but may be stored.
    /// </summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>The cause, if there is one; usually a <see cref="CloudWatchLogsException"/>.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The failure behind it in the line of those that are still to be told.</summary>
    internal CloudWatchFailure? Next { get; set; }

    /// <summary>Whether the fallback sinks have its events.</summary>
    internal bool IsHandedOver { get; set; }

    /// <summary>Whether Serilog tells its failure listener of it by itself.</summary>
    internal bool IsBesideListener { get; set; }

    /// <summary>Which of those that hear of failures it is for.</summary>
    internal Telling Telling { get; set; }

    /// <summary>Whether the callback was called with it.</summary>
    internal bool IsAnnounced { get; set; }

    /// <summary>The message, and what the cause says: the service's own words where it is the service that refused.</summary>
    public override string ToString() => Exception is null ? Message : $"{Message} {Exception.Message}";
}

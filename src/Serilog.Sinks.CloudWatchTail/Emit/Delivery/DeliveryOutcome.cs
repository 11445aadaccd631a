using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>How a put ended: stored, perhaps but for some ranges; failed; or refused outright.</summary>
/// <param name="Response">The answer, if the put was accepted.</param>
/// <param name="Error">The failure, if it was not.</param>
readonly record struct DeliveryOutcome(PutLogEventsResponse? Response, CloudWatchLogsException? Error)
{
    /// <summary>Stands for the outcome of a put that ended without one, for want of memory.</summary>
    static readonly CloudWatchLogsException Unknown = new(
        "The put ended without an outcome.", null, "NoOutcome", CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);

    public bool Accepted => Response is not null;

    public CloudWatchLogsException ErrorOrUnknown => Error ?? Unknown;
}

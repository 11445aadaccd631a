using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The result of a put: Response if the service accepted it, possibly without some ranges, or else Error.
readonly record struct DeliveryOutcome(PutLogEventsResponse? Response, CloudWatchLogsException? Error)
{
    // The outcome of a put that ended without one, for lack of memory.
    static readonly CloudWatchLogsException Unknown = new(
        "The put ended without an outcome.", null, "NoOutcome", CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);

    public bool Accepted => Response is not null;

    public CloudWatchLogsException ErrorOrUnknown => Error ?? Unknown;
}

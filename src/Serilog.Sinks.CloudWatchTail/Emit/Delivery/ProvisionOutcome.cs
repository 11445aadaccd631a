namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The result of creating a stream. Error is null if the stream exists now.
sealed record ProvisionOutcome(CloudWatchLogsException? Error)
{
    public static readonly ProvisionOutcome Created = new((CloudWatchLogsException?)null);

    // The call ended without a result, for lack of memory.
    public static readonly ProvisionOutcome Unknown = new(new CloudWatchLogsException(
        "The call ended without an outcome.", null, "NoOutcome", CloudWatchLogsErrorClass.Unavailable));
}

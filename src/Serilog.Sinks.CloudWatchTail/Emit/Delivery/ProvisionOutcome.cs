namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>How the creation of a stream ended.</summary>
/// <param name="Error">Why it failed; none if the stream is there.</param>
sealed record ProvisionOutcome(CloudWatchLogsException? Error)
{
    public static readonly ProvisionOutcome Created = new((CloudWatchLogsException?)null);

    /// <summary>The call ended without telling how, for want of memory.</summary>
    public static readonly ProvisionOutcome Unknown = new(new CloudWatchLogsException(
        "The call ended without an outcome.", null, "NoOutcome", CloudWatchLogsErrorClass.Unavailable));
}

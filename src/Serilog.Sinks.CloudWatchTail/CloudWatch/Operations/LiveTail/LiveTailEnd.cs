namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

/// <param name="Code">The exception's type or the error's code, if the service gave one.</param>
/// <param name="Detail">The service's own message, or a description of the malformed bytes.</param>
sealed record LiveTailEnd(LiveTailEndCause Cause, string? Code = null, string? Detail = null, Exception? Exception = null);

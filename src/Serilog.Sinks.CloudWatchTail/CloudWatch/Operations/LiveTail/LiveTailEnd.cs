namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// Code: The exception's type or the error's code, if the service gave one.
// Detail: The service's own message, or a description of the malformed bytes.
sealed record LiveTailEnd(LiveTailEndCause Cause, string? Code = null, string? Detail = null, Exception? Exception = null);

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// Code is the exception's type or the error's code, if the service sent one. Detail is the service's message, or describes the malformed bytes.
sealed record LiveTailEnd(LiveTailEndCause Cause, string? Code = null, string? Detail = null, Exception? Exception = null);

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// The service's ids of the session, which AWS Support asks for.
sealed record LiveTailSessionStart(string? SessionId, string? RequestId);

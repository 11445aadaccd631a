namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

/// <summary>The service's ids of a session, which AWS Support asks for.</summary>
sealed record LiveTailSessionStart(string? SessionId, string? RequestId);

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>What the service calls a session: what its support asks for.</summary>
sealed record LiveTailSessionStart(string? SessionId, string? RequestId);

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>When calls of a sink last succeeded and failed.</summary>
readonly record struct LastCalls(DateTimeOffset? Success, DateTimeOffset? Failure, CloudWatchLogsException? Error);

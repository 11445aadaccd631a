namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// When a sink's calls last succeeded and failed.
readonly record struct LastCalls(DateTimeOffset? Success, DateTimeOffset? Failure, CloudWatchLogsException? Error);

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>A line of AWS Lambda's text format. One of the platform itself is its own message and has said its level and time already.</summary>
readonly record struct LambdaLine(string Payload, DateTimeOffset? Timestamp, LogEventLevel? Level);

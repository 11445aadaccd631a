using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// A line of AWS Lambda's text format. The payload of a platform line is the line itself, whose time and level have already been read.
readonly record struct LambdaLine(string Payload, DateTimeOffset? Timestamp, LogEventLevel? Level);

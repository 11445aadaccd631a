namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

readonly record struct LiveTailMessage(LiveTailMessageKind Kind, LiveTailUpdate? Update = null, LiveTailEnd? End = null, LiveTailSessionStart? Start = null);

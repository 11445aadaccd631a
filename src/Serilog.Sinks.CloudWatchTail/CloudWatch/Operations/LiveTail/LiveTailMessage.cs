namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

readonly record struct LiveTailMessage(LiveTailMessageKind Kind, LiveTailUpdate? Update = null, LiveTailEnd? End = null, LiveTailSessionStart? Start = null);

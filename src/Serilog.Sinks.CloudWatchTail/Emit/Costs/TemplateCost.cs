namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

// The cost of one message template's events. Template is its text, truncated if very long; Bytes are counted as the service bills them.
readonly record struct TemplateCost(string Template, long Events, long Bytes);

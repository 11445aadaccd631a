namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

/// <summary>What the events of one message template cost.</summary>
/// <param name="Template">The template's text, cut where it is very long.</param>
/// <param name="Bytes">As the service bills them.</param>
readonly record struct TemplateCost(string Template, long Events, long Bytes);

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Something that happened to the tail, for the page's notice bar. Kind is gap, sampled, interrupted, started, history, dropped or other; Severity is info,
// warning or error.
sealed record Notice(long Number, DateTimeOffset At, string Kind, string Severity, string Text);

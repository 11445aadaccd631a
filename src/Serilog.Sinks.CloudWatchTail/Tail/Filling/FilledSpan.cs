namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <param name="Complete">Whether the overlap has passed, so that nothing more is looked for.</param>
readonly record struct FilledSpan(FillReason Reason, TimeSpan Length, long Found, bool Complete);

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Complete: Whether the overlap has passed, so that the tail looks for no more.
readonly record struct BackfilledSpan(BackfillReason Reason, TimeSpan Length, long Found, bool Complete);

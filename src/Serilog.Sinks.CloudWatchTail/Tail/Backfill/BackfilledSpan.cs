namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Complete means that the overlap has passed and the tail has stopped searching the span.
readonly record struct BackfilledSpan(BackfillReason Reason, TimeSpan Length, long Found, bool Complete);

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// Timestamp: Milliseconds since the Unix epoch, rounded down to the bucket: for forgetting, not for identity.
// Copies: How many events of this fingerprint were shown.
readonly record struct ShownEvent(long Timestamp, ulong Fingerprint, int Copies);

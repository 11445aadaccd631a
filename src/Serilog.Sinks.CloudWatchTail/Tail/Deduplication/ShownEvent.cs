namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// How many events with this fingerprint were shown. Timestamp is that of the bucket, in milliseconds since the Unix epoch: it serves forgetting, not
// identity.
readonly record struct ShownEvent(long Timestamp, ulong Fingerprint, int Copies);

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

/// <param name="Timestamp">Milliseconds since the Unix epoch, rounded down to the bucket: for forgetting, not for identity.</param>
/// <param name="Copies">How many events of this fingerprint were shown.</param>
readonly record struct ShownEvent(long Timestamp, ulong Fingerprint, int Copies);

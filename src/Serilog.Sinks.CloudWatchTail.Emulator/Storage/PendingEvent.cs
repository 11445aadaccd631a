namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// An event of a put that is not accepted yet.
readonly record struct PendingEvent(long Timestamp, byte[] Message);

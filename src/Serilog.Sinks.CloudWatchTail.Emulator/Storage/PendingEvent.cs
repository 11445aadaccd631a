namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

/// <summary>An event as it came in a put: not yet accepted.</summary>
readonly record struct PendingEvent(long Timestamp, byte[] Message);

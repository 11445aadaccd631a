namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// One stored event.
// Timestamp: The event's own time, in milliseconds since the epoch.
// IngestionTime: When it was put, in milliseconds since the epoch.
// Id: Grows with every event the emulator accepts: tells equal events apart and orders those of one millisecond.
// Message: The message in UTF-8.
readonly record struct LogRecord(long Timestamp, long IngestionTime, long Id, byte[] Message)
{
    // What the service adds to a message's bytes when it counts an event.
    public const int Overhead = 26;

    public RecordPosition Position => new(Timestamp, Id);

    // The event's size as the service counts it.
    public int Size => Message.Length + Overhead;

    // 56 digits, in the order of the events, as the service's own are.
    public string EventId => $"{Timestamp:D18}{IngestionTime:D18}{Id:D20}";
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// One stored event. Timestamp, its own time, and IngestionTime are milliseconds since the Unix epoch. Id increases with every accepted event; it
// distinguishes equal events and orders those of one millisecond. Message is UTF-8.
readonly record struct LogRecord(long Timestamp, long IngestionTime, long Id, byte[] Message)
{
    // The bytes that the service adds to each message when it counts an event.
    public const int Overhead = 26;

    public RecordPosition Position => new(Timestamp, Id);

    // The event's size as the service counts it.
    public int Size => Message.Length + Overhead;

    // 56 digits in the order of the events, as the service's ids are.
    public string EventId => $"{Timestamp:D18}{IngestionTime:D18}{Id:D20}";
}

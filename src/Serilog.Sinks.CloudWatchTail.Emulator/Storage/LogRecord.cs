namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

/// <summary>One stored event.</summary>
/// <param name="Timestamp">The event's own time, in milliseconds since the epoch.</param>
/// <param name="IngestionTime">When it was put, in milliseconds since the epoch.</param>
/// <param name="Id">Grows with every event the emulator accepts: tells equal events apart and orders those of one millisecond.</param>
/// <param name="Message">The message in UTF-8.</param>
readonly record struct LogRecord(long Timestamp, long IngestionTime, long Id, byte[] Message)
{
    /// <summary>What the service adds to a message's bytes when it counts an event.</summary>
    public const int Overhead = 26;

    public RecordPosition Position => new(Timestamp, Id);

    /// <summary>The event's size as the service counts it.</summary>
    public int Size => Message.Length + Overhead;

    /// <summary>56 digits, in the order of the events, as the service's own are.</summary>
    public string EventId => $"{Timestamp:D18}{IngestionTime:D18}{Id:D20}";
}

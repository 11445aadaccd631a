namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// One log stream. All access is under the store's lock.
sealed class LogStream(string name, long creationTime)
{
    public string Name { get; } = name;

    public long CreationTime { get; } = creationTime;

    public SortedRecords Records { get; } = new();

    // These three outlive the events that they describe.
    public long? FirstEventTimestamp { get; private set; }

    public long? LastEventTimestamp { get; private set; }

    public long? LastIngestionTime { get; private set; }

    // The entity of the latest put with a valid one.
    public StoredEntity? Entity { get; set; }

    public void Add(in LogRecord record)
    {
        Records.Add(record);
        FirstEventTimestamp = Math.Min(FirstEventTimestamp ?? long.MaxValue, record.Timestamp);
        LastEventTimestamp = Math.Max(LastEventTimestamp ?? long.MinValue, record.Timestamp);
        LastIngestionTime = Math.Max(LastIngestionTime ?? long.MinValue, record.IngestionTime);
    }
}

using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Store;

// An event as it is kept: its message in UTF-8 and a summary. A LogEvent would take several times the memory; it is read again when it is needed, at
// some 800,000 events a second.
sealed class StoredEvent
{
    // This object, the array's header and length rounded up, and the slot in the store.
    const int FixedBytes = 112 + 32 + 8;

    // Counts arrivals, from 1.
    public required long Seq { get; init; }

    // The message as CloudWatch Logs has it.
    public required byte[] Message { get; init; }

    // The event's own time.
    public required DateTimeOffset Time { get; init; }

    // CloudWatch's timestamp of the message, in milliseconds since 1970.
    public required long Timestamp { get; init; }

    public required long IngestionTime { get; init; }

    public required Name Template { get; init; }

    public required Name Group { get; init; }

    public required Name Stream { get; init; }

    public required LogEventLevel Level { get; init; }

    public required bool Sampled { get; init; }

    public required bool Backfilled { get; init; }

    public int Bytes => FixedBytes + Message.Length;

    // Reads the message into an event, as it was logged.
    public LogEvent Read()
    {
        if (!LogEventReader.TryRead(Message, DateTimeOffset.FromUnixTimeMilliseconds(Timestamp), out var logEvent))
            throw new InvalidOperationException("Only an empty message cannot be read, and none is stored.");
        return logEvent;
    }

    // Reads the message into an event with the properties that TailEnricher adds, for searches.
    public LogEvent ReadWithOrigin()
    {
        var logEvent = Read();
        Add(logEvent, "LogGroup", Group.Value);
        Add(logEvent, "LogStream", Stream.Value);
        Add(logEvent, "IngestionTime", new ScalarValue(DateTimeOffset.FromUnixTimeMilliseconds(IngestionTime)));
        Add(logEvent, "Sampled", new ScalarValue(Sampled));
        Add(logEvent, "Backfilled", new ScalarValue(Backfilled));
        return logEvent;
    }

    static void Add(LogEvent logEvent, string name, ScalarValue value) =>
        logEvent.AddPropertyIfAbsent(new LogEventProperty(logEvent.Properties.ContainsKey(name) ? $"Tail{name}" : name, value));
}

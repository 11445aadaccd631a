namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// A position in the order of events: by timestamp, then by arrival.
readonly record struct RecordPosition(long Timestamp, long Id) : IComparable<RecordPosition>
{
    // Before all events of the timestamp and after all earlier ones.
    public static RecordPosition Before(long timestamp) => new(timestamp, 0);

    // After all events of the timestamp and before all later ones.
    public static RecordPosition After(long timestamp) => new(timestamp, long.MaxValue);

    public int CompareTo(RecordPosition other)
    {
        var byTime = Timestamp.CompareTo(other.Timestamp);
        return byTime != 0 ? byTime : Id.CompareTo(other.Id);
    }

    public static bool operator <(RecordPosition left, RecordPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordPosition left, RecordPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordPosition left, RecordPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordPosition left, RecordPosition right) => left.CompareTo(right) >= 0;
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// A place in the order of events: by their own time, then by their arrival.
readonly record struct RecordPosition(long Timestamp, long Id) : IComparable<RecordPosition>
{
    // Before every event of timestamp and after every earlier one.
    public static RecordPosition Before(long timestamp) => new(timestamp, 0);

    // After every event of timestamp and before every later one.
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

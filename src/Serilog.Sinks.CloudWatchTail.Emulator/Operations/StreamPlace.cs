using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// A stream's place in a listing: by its last event if requested, then by its name.
readonly record struct StreamPlace(long LastEvent, string Name) : IComparable<StreamPlace>
{
    // A stream without events comes before all others.
    public static StreamPlace Of(LogStream stream, bool byLastEvent) => new(byLastEvent ? stream.LastEventTimestamp ?? -1 : 0, stream.Name);

    public int CompareTo(StreamPlace other)
    {
        var byTime = LastEvent.CompareTo(other.LastEvent);
        return byTime != 0 ? byTime : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => $"{LastEvent} {Name}";

    public static bool TryParse(string text, out StreamPlace place)
    {
        place = default;
        if (text.Split(' ', 2) is not [var timeText, var name] || !long.TryParse(timeText, out var time)) return false;
        place = new(time, name);
        return true;
    }
}

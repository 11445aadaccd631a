using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// Where a FilterLogEvents query continues, and in which direction.
readonly record struct FilterPlace(bool Forward, RecordPosition Position, int EmptyPages)
{
    public static FilterPlace First(long? start, int emptyPages) => new(true, RecordPosition.Before(start ?? 0), emptyPages);

    public static FilterPlace Last(long? end, int emptyPages) => new(false, RecordPosition.After(end ?? long.MaxValue), emptyPages);

    public override string ToString() => $"{(Forward ? 'f' : 'b')} {Position.Timestamp} {Position.Id} {EmptyPages}";

    public static bool TryParse(string text, out FilterPlace place)
    {
        place = default;
        if (text.Split(' ') is not [var way, var timestampText, var idText, var emptyText]
            || !long.TryParse(timestampText, out var timestamp)
            || !long.TryParse(idText, out var id)
            || !int.TryParse(emptyText, out var emptyPages))
        {
            return false;
        }

        place = new(way == "f", new(timestamp, id), emptyPages);
        return true;
    }
}

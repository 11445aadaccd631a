using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// One reader's way through the store: takes the events that match its search, in the order of their arrival. What has made room for others is skipped.
sealed class FeedCursor(EventStore store, SearchQuery query, long after)
{
    // How many events are examined at a time, so that a search that finds nothing does not keep the reader without a status.
    const int ExaminedLimit = 5_000;

    // The number of the last event that was examined.
    public long Position { get; private set; } = after;

    public long Matched { get; private set; }

    public bool IsAtEnd => Position >= store.LastSeq;

    // Adds at most this many events, and no more once their messages have this many bytes. Returns whether there may be more.
    public bool Take(List<(StoredEvent Stored, LogEvent LogEvent)> found, int limit, int limitBytes)
    {
        var last = store.LastSeq;
        Position = Math.Max(Position, store.FirstSeq - 1);
        for (var examined = 0; Position < last && examined < ExaminedLimit && found.Count < limit && limitBytes > 0; examined++)
        {
            Position++;
            if (query.IsGivenUp || store.Find(Position) is not { } stored) continue;
            var logEvent = query.IsEmpty ? stored.Read() : stored.ReadWithOrigin();
            if (!query.Matches(logEvent)) continue;
            Matched++;
            found.Add((stored, logEvent));
            limitBytes -= stored.Message.Length;
        }

        return Position < last;
    }
}

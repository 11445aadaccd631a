using Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// -n: where the newest N events start. From there the history is read as usual, so that it joins the live tail without a gap; surplus events of the
// first millisecond are skipped.
sealed class NewestStart(DateTimeOffset start, int surplus)
{
    int _surplus = surplus;

    public DateTimeOffset Start => start;

    // Reads the groups, given as names or ARNs, backwards until enough events match. Returns null if none matches.
    public static async Task<NewestStart?> FindAsync(
        CloudWatchLogGroups reader, IReadOnlyList<string> groups, IReadOnlyList<CloudWatchNewestEventsQuery> queries, int count, IEventFilter filter, CancellationToken cancellationToken)
    {
        // A heap whose oldest entry is removed when a newer one is added.
        var newest = new PriorityQueue<long, long>();
        var events = new EventReader();
        foreach (var group in groups)
        foreach (var query in queries)
        {
            await foreach (var message in reader.ReadNewestAsync(group, query, cancellationToken))
            {
                var timestamp = message.Timestamp.ToUnixTimeMilliseconds();
                // Reads beyond the count to learn how many more events share the oldest millisecond.
                if (newest.Count >= count && timestamp < newest.Peek()) break;
                var tailed = new TailedEvent(message, events.Read(message));
                if (tailed.LogEvent is null || !filter.Matches(tailed)) continue;
                newest.Enqueue(timestamp, timestamp);
                Trim(newest, count);
            }
        }

        if (newest.Count == 0) return null;
        var first = newest.Peek();
        return new NewestStart(DateTimeOffset.FromUnixTimeMilliseconds(first), Math.Max(0, newest.Count - count));
    }

    // Returns whether a matching event is surplus. Call once per event.
    public bool Skips(in CloudWatchLiveTailMessage message)
    {
        if (_surplus == 0 || message.Timestamp > start) return false;
        _surplus--;
        return true;
    }

    // Events of the oldest millisecond are removed only all at once, because the history shows all of them.
    static void Trim(PriorityQueue<long, long> newest, int count)
    {
        while (newest.Count > count)
        {
            var oldest = newest.Peek();
            var ofOldest = newest.UnorderedItems.Count(item => item.Element == oldest);
            if (newest.Count - ofOldest < count) return;
            for (; ofOldest > 0; ofOldest--) newest.Dequeue();
        }
    }
}

using Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// -n: where the newest N events begin. The history is then read from there on as ever, so that it joins the live tail without a gap; of
// the events of the first millisecond, those beyond N are left out.
sealed class NewestStart(DateTimeOffset start, int surplus)
{
    int _surplus = surplus;

    public DateTimeOffset Start => start;

    // Reads the groups from their ends until there are enough that match.
    // groups: Names and ARNs.
    // Returns: Null when there is no event that matches.
    public static async Task<NewestStart?> FindAsync(
        CloudWatchLogGroups reader, IReadOnlyList<string> groups, IReadOnlyList<CloudWatchNewestEventsQuery> queries, int count, IEventFilter filter, CancellationToken cancellationToken)
    {
        // The oldest of the newest comes out first, and goes when a newer one comes in.
        var newest = new PriorityQueue<long, long>();
        var events = new EventReader();
        foreach (var group in groups)
        foreach (var query in queries)
        {
            await foreach (var message in reader.ReadNewestAsync(group, query, cancellationToken))
            {
                var timestamp = message.Timestamp.ToUnixTimeMilliseconds();
                // One more than asked for tells whether there are more of the same millisecond, and how many.
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

    // Whether a matching event is one too many. Called once for each.
    public bool Skips(in CloudWatchLiveTailMessage message)
    {
        if (_surplus == 0 || message.Timestamp > start) return false;
        _surplus--;
        return true;
    }

    // Events of the oldest millisecond stay until all of them can go: the history shows them all.
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

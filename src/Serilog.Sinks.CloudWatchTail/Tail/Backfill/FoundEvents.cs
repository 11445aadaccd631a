using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Merges the cursors of one look into time order.
static class FoundEvents
{
    // The cursors, again and again: each time one stands on the next event.
    public static async IAsyncEnumerable<QueryCursor> InTimeOrderAsync(
        IEnumerable<QueryCursor> cursors, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new PriorityQueue<QueryCursor, long>();
        foreach (var cursor in cursors)
        {
            if (await cursor.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                waiting.Enqueue(cursor, cursor.Current.Timestamp);
        }

        while (waiting.TryDequeue(out var cursor, out _))
        {
            bool more;
            do
            {
                yield return cursor;
                more = await cursor.MoveNextAsync(cancellationToken).ConfigureAwait(false);
            }
            while (more && (!waiting.TryPeek(out _, out var next) || cursor.Current.Timestamp <= next));

            if (more) waiting.Enqueue(cursor, cursor.Current.Timestamp);
        }
    }
}

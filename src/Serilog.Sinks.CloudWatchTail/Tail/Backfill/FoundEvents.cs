using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Merges the cursors of a sweep into time order.
static class FoundEvents
{
    // Yields the cursor that is at the next event; a cursor is yielded once for each of its events.
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

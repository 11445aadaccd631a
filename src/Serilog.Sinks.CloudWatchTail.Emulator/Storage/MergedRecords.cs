namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// The events of several streams as one sequence, forward or backward. Only the requested events are touched; events put after visibleUntil are not
// visible yet.
static class MergedRecords
{
    // Copies the first events at or after from and before until. Called under the store's lock.
    public static void CopyForward(
        IEnumerable<LogStream> streams, RecordPosition from, RecordPosition until, long visibleUntil, int count, List<FoundRecord> into)
    {
        var heads = new PriorityQueue<(LogStream Stream, RecordIndex Index), RecordPosition>();
        foreach (var stream in streams)
        {
            if (stream.Records.TryFindAtOrAfter(from, out var index)) heads.Enqueue((stream, index), stream.Records[index].Position);
        }

        while (into.Count < count && heads.TryPeek(out var head, out var position) && position < until)
        {
            var record = head.Stream.Records[head.Index];
            if (record.IngestionTime <= visibleUntil) into.Add(new(head.Stream, record));
            var next = head.Index;
            if (head.Stream.Records.TryNext(ref next)) heads.DequeueEnqueue((head.Stream, next), head.Stream.Records[next].Position);
            else heads.Dequeue();
        }
    }

    // Copies the last events before from and at or after until, latest first. Called under the store's lock.
    public static void CopyBackward(
        IEnumerable<LogStream> streams, RecordPosition from, RecordPosition until, long visibleUntil, int count, List<FoundRecord> into)
    {
        var latestFirst = Comparer<RecordPosition>.Create(static (left, right) => right.CompareTo(left));
        var heads = new PriorityQueue<(LogStream Stream, RecordIndex Index), RecordPosition>(latestFirst);
        foreach (var stream in streams)
        {
            if (stream.Records.TryFindBefore(from, out var index)) heads.Enqueue((stream, index), stream.Records[index].Position);
        }

        while (into.Count < count && heads.TryPeek(out var head, out var position) && position >= until)
        {
            var record = head.Stream.Records[head.Index];
            if (record.IngestionTime <= visibleUntil) into.Add(new(head.Stream, record));
            var next = head.Index;
            if (head.Stream.Records.TryPrevious(ref next)) heads.DequeueEnqueue((head.Stream, next), head.Stream.Records[next].Position);
            else heads.Dequeue();
        }
    }
}

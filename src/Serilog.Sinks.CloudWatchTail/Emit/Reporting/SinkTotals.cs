namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// All sinks of one log group, live and closed. Guarded by the gate of the metrics.
sealed class SinkTotals
{
    readonly SinkTotalCounts _retired = new();

    // The events that closed sinks have left on disk, by set of files, where they wait until a sink takes them over.
    readonly Dictionary<string, long> _left = [];

    public List<IMeteredSink> Live { get; } = [];

    public TimeSpan OldestStored
    {
        get
        {
            IMeteredSink[] live;
            lock (SinkMetrics.Gate) live = [.. Live];
            return live.Length == 0 ? TimeSpan.Zero : live.Max(s => s.OldestStored);
        }
    }

    public SinkTotalCounts Counts()
    {
        var counts = new SinkTotalCounts();
        counts.Add(_retired);
        foreach (var sink in Live)
        {
            counts.Add(sink);
            counts.StoredBytes += sink.StoredBytes;
            counts.CallsUnderWay += sink.CallsUnderWay;
        }

        var left = _left.Values.Sum();
        counts.Waiting += left;
        counts.Stored += left;
        return counts;
    }

    public long TakeOver(string set, long found)
    {
        if (!_left.TryGetValue(set, out var left)) return 0;
        var taken = Math.Min(left, found);
        if (taken == left) _left.Remove(set);
        else _left[set] = left - taken;
        return taken;
    }

    public void AddLateOf(IMeteredSink sink)
    {
        if (Live.Contains(sink)) return;
        _retired.Emitted++;
        _retired.Lost[(int)CloudWatchFailureReason.Closed]++;
    }

    public void Retire(IMeteredSink sink, IReadOnlyList<(string Set, long Events)> left)
    {
        if (!Live.Remove(sink)) return;
        _retired.Add(sink);
        foreach (var (set, events) in left)
        {
            if (events > 0) _left[set] = _left.GetValueOrDefault(set) + events;
        }
    }
}

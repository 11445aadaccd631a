using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// -A, -B, -C: the events of the same stream around a match. The number of streams is bounded; the one that has been quiet longest is forgotten first.
sealed class EventContext(int before, int after)
{
    const int StreamLimit = 2_000;

    readonly Dictionary<(string Group, string Stream), Neighbours> _streams = [];
    (string Group, string Stream)? _lastShown;
    long _now;

    public bool IsEmpty => before == 0 && after == 0;

    // Shows the events that are due now that this one has arrived.
    public void Add(in TailedEvent tailed, bool matches, Action<TailedEvent> show)
    {
        var key = (tailed.Message.LogGroup, tailed.Message.LogStream);
        var neighbours = Of(key);
        neighbours.LastSeen = ++_now;
        if (matches)
        {
            while (neighbours.Before.TryDequeue(out var earlier)) Show(key, neighbours, earlier, show);
            neighbours.After = after;
            Show(key, neighbours, tailed, show);
        }
        else if (neighbours.After > 0)
        {
            neighbours.After--;
            Show(key, neighbours, tailed, show);
        }
        else
        {
            if (before > 0) neighbours.Before.Enqueue(tailed);
            // Whatever was shown before is no longer adjacent to the next event.
            if (before == 0 || neighbours.Before.Count > before)
            {
                neighbours.Before.TryDequeue(out _);
                neighbours.HasGap = true;
            }
        }
    }

    void Show((string, string) key, Neighbours neighbours, in TailedEvent tailed, Action<TailedEvent> show)
    {
        var followsGap = _lastShown is { } last && (last != key || neighbours.HasGap);
        show(tailed with { FollowsGap = followsGap });
        neighbours.HasGap = false;
        _lastShown = key;
    }

    Neighbours Of((string, string) key)
    {
        if (_streams.TryGetValue(key, out var known)) return known;
        if (_streams.Count == StreamLimit) _streams.Remove(_streams.MinBy(stream => stream.Value.LastSeen).Key);
        return _streams[key] = new Neighbours();
    }

    sealed class Neighbours
    {
        public Queue<TailedEvent> Before { get; } = new();

        public int After { get; set; }

        public bool HasGap { get; set; }

        public long LastSeen { get; set; }
    }
}

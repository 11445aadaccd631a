namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// Sorts live events of several streams by time: each is held for a short window after its arrival, and the oldest is released first. Events found by
// queries are already in order and are not held.
sealed class TimeOrder(TimeSpan window, TimeProvider timeProvider)
{
    readonly PriorityQueue<CloudWatchLiveTailMessage, (DateTimeOffset Timestamp, long Number)> _held = new();
    readonly Queue<(long Arrived, long Number)> _arrivals = new();
    readonly HashSet<long> _gone = [];
    long _number;

    public int Count => _held.Count;

    // The time until the next message is due; null if none is held.
    public TimeSpan? Due
    {
        get
        {
            while (_arrivals.TryPeek(out var first) && _gone.Remove(first.Number)) _arrivals.Dequeue();
            if (!_arrivals.TryPeek(out var next)) return null;
            var rest = window - timeProvider.GetElapsedTime(next.Arrived);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    public void Add(in CloudWatchLiveTailMessage message)
    {
        _held.Enqueue(message, (message.Timestamp, ++_number));
        _arrivals.Enqueue((timeProvider.GetTimestamp(), _number));
    }

    // Takes the oldest message once any held message has waited for the window.
    public bool TryTake(bool all, out CloudWatchLiveTailMessage message)
    {
        message = default;
        if (_held.Count == 0 || (!all && Due > TimeSpan.Zero)) return false;
        _held.TryDequeue(out message, out var priority);
        if (_held.Count > 0)
        {
            _gone.Add(priority.Number);
            return true;
        }

        _arrivals.Clear();
        _gone.Clear();
        return true;
    }
}

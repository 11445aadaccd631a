using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// Merges a session's live events with those that queries find, so that each is shown once, whichever way it arrives first. Thread-safe: the session
// and the backfiller both call it.
sealed class EventMerge
{
    // The most fingerprints that a session remembers, about 200 MB: the most that a backfiller that falls ever further behind can cost.
    public const int Capacity = 4_000_000;

    readonly object _gate = new();
    readonly Dictionary<TailedGroup, SeenEvents> _seen;
    readonly IReadOnlyDictionary<TailedGroup, TailStart> _starts;
    readonly Fingerprints _fingerprints;
    readonly TimeSpan _overlap;
    readonly int _capacity;
    long _forgottenBefore = long.MinValue;
    volatile bool _ignoresAhead;

    // starts maps the session's groups to what the tail is asked for.
    public EventMerge(IReadOnlyDictionary<TailedGroup, TailStart> starts, Fingerprints fingerprints, TimeSpan overlap, int capacity = Capacity)
    {
        _overlap = overlap;
        _seen = starts.Keys.ToDictionary(group => group, _ => new SeenEvents());
        _starts = starts;
        _fingerprints = fingerprints;
        _capacity = capacity;
    }

    // Returns whether to show the event.
    public bool AddLive(TailedGroup group, in LiveTailEvent live)
    {
        if (_ignoresAhead && IsAhead(live.Timestamp, live.IngestionTime)) return true;
        var fingerprint = _fingerprints.Of(live.LogStreamName, live.Timestamp, live.Message.Span);
        lock (_gate) return _seen[group].AddLive(fingerprint, live.Timestamp);
    }

    // Returns whether to show the event. Later queries reach back only to recordFrom, so older events need not be remembered.
    public bool AddFound(TailedGroup group, in FilteredLogEvent found, DateTimeOffset recordFrom)
    {
        if (!_starts[group].Includes(found.Timestamp, found.IngestionTime)) return false;
        if (_ignoresAhead && IsAhead(found.Timestamp, found.IngestionTime)) return false;
        var fingerprint = _fingerprints.Of(found.LogStreamName, found.Timestamp, found.Message.Span);
        var eventId = _fingerprints.OfEventId(found.EventId);
        var record = found.Timestamp >= recordFrom.ToUnixTimeMilliseconds();
        lock (_gate)
        {
            // Whether the event was shown is forgotten. It may be lost, which a notice has announced, but it must not be shown twice.
            if (found.Timestamp < _forgottenBefore) return false;
            return _seen[group].AddFound(fingerprint, eventId, found.Timestamp, record);
        }
    }

    // Forgets events before the horizon, and more if the memory is full. In that case it returns the time before which events can no longer be told
    // apart, and whether it has stopped backfilling events that are dated ahead.
    public (DateTimeOffset? Before, bool Ahead) Forget(DateTimeOffset horizon, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var seen in _seen.Values) seen.ForgetBefore(horizon.ToUnixTimeMilliseconds());
            if (Count <= _capacity) return default;

            // A writer with a fast clock fills the memory for hours. Its events must not displace those of others.
            var ahead = (now + _overlap).ToUnixTimeMilliseconds();
            var gaveUpAhead = !_ignoresAhead && _seen.Values.Sum(seen => seen.CountFrom(ahead)) > _capacity / 2;
            if (gaveUpAhead)
            {
                _ignoresAhead = true;
                foreach (var seen in _seen.Values) seen.ForgetFrom(ahead);
            }

            if (Count <= _capacity) return (null, gaveUpAhead);
            while (Count > _capacity)
            {
                var oldest = _seen.Values.Min(seen => seen.Oldest ?? long.MaxValue);
                _forgottenBefore = SeenEvents.BucketAfter(oldest);
                foreach (var seen in _seen.Values) seen.ForgetBefore(_forgottenBefore);
            }

            return (DateTimeOffset.FromUnixTimeMilliseconds(_forgottenBefore), gaveUpAhead);
        }
    }

    // Restores the events that an earlier run had shown, from its checkpoint.
    public void Restore(TailedGroup group, IEnumerable<ShownEvent> events)
    {
        lock (_gate)
        {
            foreach (var shown in events) _seen[group].AddLive(shown.Fingerprint, shown.Timestamp, shown.Copies);
        }
    }

    // Returns the remembered events that were shown, for a checkpoint. Messages in except count as shown here but never reached the consumer.
    public ShownEvent[] Shown(TailedGroup group, IReadOnlyList<TailedMessage> except)
    {
        var missing = except.Where(message => message.Origin.LogGroupIdentifier == group.Arn)
            .GroupBy(message => _fingerprints.Of(message.Origin.LogStream, message.Timestamp, message.Message.Span))
            .ToDictionary(copies => copies.Key, copies => copies.Count());
        lock (_gate)
        {
            return
            [
                .. _seen[group].Shown()
                    .Select(shown => shown with { Copies = shown.Copies - missing.GetValueOrDefault(shown.Fingerprint) })
                    .Where(shown => shown.Copies > 0),
            ];
        }
    }

    bool IsAhead(long timestamp, long ingestionTime) => timestamp - ingestionTime > _overlap.TotalMilliseconds;

    int Count => _seen.Values.Sum(seen => seen.Count);
}

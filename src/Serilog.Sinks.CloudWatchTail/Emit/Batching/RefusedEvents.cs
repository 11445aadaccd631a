using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>Events that were not let in, until the loop reports them. Only so many are kept; their number is exact, since refusing must not take memory.</summary>
sealed class RefusedEvents
{
    const int Kept = 10_000;

    List<LogEvent>? _kept;
    long _count;

    /// <summary>All there ever were.</summary>
    public long Total { get; private set; }

    public bool Any => _count > 0;

    /// <summary>Adds one; true for the first since they were last taken.</summary>
    public bool Add(LogEvent logEvent)
    {
        Total++;
        _kept ??= [];
        if (_kept.Count < Kept) _kept.Add(logEvent);
        return ++_count == 1;
    }

    public (long Count, IReadOnlyList<LogEvent> Kept) Take()
    {
        var taken = (_count, (IReadOnlyList<LogEvent>?)_kept ?? []);
        _count = 0;
        _kept = null;
        return taken;
    }
}

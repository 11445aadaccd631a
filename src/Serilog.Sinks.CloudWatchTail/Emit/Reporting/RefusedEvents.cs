using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// Events that were not let in, until they are reported. Their number is exact; the events themselves are kept only as far as a share of the queue's
/// memory goes, those included that are being reported just now.
/// </summary>
sealed class RefusedEvents(long limitBytes)
{
    /// <summary>No more are kept for one report, however small they are.</summary>
    public const int MostKept = 10_000;

    List<LogEvent>? _kept;
    long _count;
    long _keptBytes;
    long _reportedBytes;

    /// <summary>All there ever were.</summary>
    public long Total { get; private set; }

    public bool Any => _count > 0;

    /// <summary>Adds one; true for the first since they were last taken.</summary>
    public bool Add(LogEvent logEvent)
    {
        Total++;
        var first = ++_count == 1;
        if (_keptBytes + _reportedBytes >= limitBytes || _kept is { Count: MostKept }) return first;
        var bytes = CapturedSize.Of(logEvent);
        if (_keptBytes + _reportedBytes + bytes > limitBytes) return first;
        try
        {
            (_kept ??= []).Add(logEvent);
            _keptBytes += bytes;
        }
        catch (OutOfMemoryException)
        {
            // It is counted, and its number reported.
        }

        return first;
    }

    /// <summary>Adds one of which no more than the number is kept; true for the first since they were last taken.</summary>
    public bool AddNumber()
    {
        Total++;
        return ++_count == 1;
    }

    /// <summary>Takes what is there to be reported. <see cref="EndReport"/> or <see cref="PutBack"/> follows.</summary>
    public (long Count, IReadOnlyList<LogEvent> Kept) Take()
    {
        var taken = (_count, (IReadOnlyList<LogEvent>?)_kept ?? []);
        _count = 0;
        _kept = null;
        _reportedBytes = _keptBytes;
        _keptBytes = 0;
        return taken;
    }

    /// <summary>What was taken is reported.</summary>
    public void EndReport() => _reportedBytes = 0;

    /// <summary>What was taken could not be reported.</summary>
    public void PutBack(long count, IReadOnlyList<LogEvent> kept)
    {
        _count += count;
        if (_kept is null) (_kept, _keptBytes) = (kept as List<LogEvent>, _reportedBytes);
        _reportedBytes = 0;
    }
}

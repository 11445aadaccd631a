using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Refused events until they are reported. Their number is exact; the events themselves are kept only within a share of the queue's memory, which
// includes those being reported.
sealed class RefusedEvents(long limitBytes)
{
    // The most events kept for one report, however small they are.
    public const int MostKept = 10_000;

    KeptEvents? _kept;
    long _count;
    long _keptBytes;
    long _reportedBytes;

    // The total number of refused events.
    public long Total { get; private set; }

    public bool Any => _count > 0;

    // Adds an event. Returns true for the first one since the last Take.
    public bool Add(LogEvent logEvent)
    {
        Total++;
        var first = ++_count == 1;
        if (_keptBytes + _reportedBytes >= limitBytes || _kept is { Count: MostKept }) return first;
        var bytes = CapturedSize.Of(logEvent);
        if (_keptBytes + _reportedBytes + bytes > limitBytes) return first;
        try
        {
            (_kept ??= new KeptEvents()).Add(logEvent, bytes);
            _keptBytes += bytes;
        }
        catch (OutOfMemoryException)
        {
            // The event is counted, and its number reported.
        }

        return first;
    }

    // Adds an event of which only the number is kept. Returns true for the first one since the last Take.
    public bool AddNumber()
    {
        Total++;
        return ++_count == 1;
    }

    // Takes what is there to be reported. EndReport or PutBack follows.
    public (long Count, KeptEvents Kept) Take()
    {
        var taken = (_count, _kept ?? KeptEvents.None);
        _count = 0;
        _kept = null;
        _reportedBytes = _keptBytes;
        _keptBytes = 0;
        return taken;
    }

    public void EndReport() => _reportedBytes = 0;

    // What was taken could not be reported.
    public void PutBack(long count, KeptEvents kept)
    {
        _count += count;
        if (_kept is null && kept.Count > 0) (_kept, _keptBytes) = (kept, _reportedBytes);
        _reportedBytes = 0;
    }
}

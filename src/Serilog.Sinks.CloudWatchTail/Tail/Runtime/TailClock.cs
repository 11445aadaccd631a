using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Measures how long a run has lasted and estimates the service's time. This machine's clock may be minutes off, or be set while the tail runs, so it
// is read only once; from then on a monotonic clock counts, corrected by the service's responses. Thread-safe.
sealed class TailClock : IServiceTimeObserver
{
    // Larger offsets are worth a notice.
    public static readonly TimeSpan NoticeableOffset = TimeSpan.FromSeconds(5);

    // A Date header has whole seconds, and servers refresh it once a second.
    static readonly TimeSpan DateResolution = TimeSpan.FromSeconds(2);

    // Cheap quartz drifts less than this. Older readings are trusted correspondingly less.
    const double Drift = 0.0002;

    readonly object _gate = new();
    readonly TimeProvider _timeProvider;
    readonly Action<TimeSpan>? _offsetChanged;
    readonly long _start;
    readonly DateTimeOffset _startTime;
    TimeSpan? _lowest;
    TimeSpan? _highest;
    TimeSpan _readAt;
    TimeSpan _told;

    // offsetChanged receives how far the service's clock is ahead of this machine's, when the offset becomes or changes noticeably.
    public TailClock(TimeProvider timeProvider, Action<TimeSpan>? offsetChanged = null)
    {
        _timeProvider = timeProvider;
        _offsetChanged = offsetChanged;
        _start = timeProvider.GetTimestamp();
        _startTime = timeProvider.GetUtcNow();
    }

    // The time since the run began.
    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_start);

    public TailMoment Now
    {
        get
        {
            lock (_gate)
            {
                var elapsed = Elapsed;
                return new TailMoment(elapsed, _startTime + elapsed + Offset);
            }
        }
    }

    // Whether the service has told its time.
    public bool IsSet
    {
        get { lock (_gate) return _lowest is not null && _highest is not null; }
    }

    // This machine's clock is finer than a Date header, so it is trusted as long as the responses allow.
    TimeSpan Offset =>
        _lowest is not { } lowest || _highest is not { } highest ? TimeSpan.Zero
        : lowest <= TimeSpan.Zero && highest >= TimeSpan.Zero ? TimeSpan.Zero
        : (lowest + highest) / 2;

    // Returns the service's time at a moment of this run, or a slightly earlier one where it is not known exactly.
    public DateTimeOffset NoLaterThan(TimeSpan elapsed)
    {
        lock (_gate) return _startTime + elapsed + (Offset == TimeSpan.Zero ? TimeSpan.Zero : _lowest!.Value);
    }

    public TimeSpan Sending() => Elapsed;

    public void Answered(TimeSpan sent, DateTimeOffset date)
    {
        // No real clock has such a date, and arithmetic with it would overflow.
        if (date.Year is < 2000 or > 9000) return;
        TimeSpan? changed = null;
        lock (_gate)
        {
            var now = Elapsed;
            var lowest = date - (_startTime + now);
            var highest = date + DateResolution - (_startTime + sent);
            Narrow(now, lowest, highest);
            var offset = Offset;
            if ((offset - _told).Duration() > NoticeableOffset) changed = _told = offset;
        }

        if (changed is { } ahead) _offsetChanged?.Invoke(ahead);
    }

    // The service ingested an event at this time, in milliseconds since the Unix epoch, so its clock cannot be behind it now.
    public void Ingested(long time)
    {
        lock (_gate)
        {
            if (_lowest is not { } known || _highest is not { } highest) return;
            var lowest = ServiceTime.From(time) - (_startTime + Elapsed);
            // Only narrow the reading, never replace it: the service's parts need not agree to the second.
            if (lowest > known && lowest <= highest) _lowest = lowest;
        }
    }

    void Narrow(TimeSpan now, TimeSpan lowest, TimeSpan highest)
    {
        var drift = (now - _readAt) * Drift;
        var from = _lowest - drift;
        var to = _highest + drift;
        _readAt = now;
        // If no time agrees with both readings, a clock was set or this machine slept: the newer one is right.
        var agree = from <= highest && to >= lowest;
        _lowest = agree && from > lowest ? from : lowest;
        _highest = agree && to < highest ? to : highest;
    }
}

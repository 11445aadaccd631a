using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Tells how long a run has lasted and what time it is at the service. This machine's clock may be wrong by minutes, or be set while the tail
// runs, so it is read once: from then on a monotonic clock counts, and the answers of the service correct it. Thread-safe.
sealed class TailClock : IServiceTimeObserver
{
    // A clock that is off by more than this is worth a notice.
    public static readonly TimeSpan NoticeableOffset = TimeSpan.FromSeconds(5);

    // A Date header says whole seconds, and servers renew it once a second.
    static readonly TimeSpan DateResolution = TimeSpan.FromSeconds(2);

    // Cheap quartz drifts by less. Old readings are trusted that much less.
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

    // offsetChanged: Told by how much the service's clock is ahead of this machine's, when it is noticeable, and when that changes noticeably.
    public TailClock(TimeProvider timeProvider, Action<TimeSpan>? offsetChanged = null)
    {
        _timeProvider = timeProvider;
        _offsetChanged = offsetChanged;
        _start = timeProvider.GetTimestamp();
        _startTime = timeProvider.GetUtcNow();
    }

    // Since the run began.
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

    // Whether the service has said what time it is.
    public bool IsSet
    {
        get { lock (_gate) return _lowest is not null && _highest is not null; }
    }

    // The machine's own clock is finer than a Date header, so it is believed as long as the answers allow.
    TimeSpan Offset =>
        _lowest is not { } lowest || _highest is not { } highest ? TimeSpan.Zero
        : lowest <= TimeSpan.Zero && highest >= TimeSpan.Zero ? TimeSpan.Zero
        : (lowest + highest) / 2;

    // The service's time at a moment of this run, or, as far as that is not known exactly, a time shortly before it.
    public DateTimeOffset NoLaterThan(TimeSpan elapsed)
    {
        lock (_gate) return _startTime + elapsed + (Offset == TimeSpan.Zero ? TimeSpan.Zero : _lowest!.Value);
    }

    public TimeSpan Sending() => Elapsed;

    public void Answered(TimeSpan sent, DateTimeOffset date)
    {
        // No real clock says that, and arithmetic with it would overflow.
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

    // The service took an event in at this time, so that it cannot be earlier there now.
    // time: Milliseconds since the Unix epoch.
    public void Ingested(long time)
    {
        lock (_gate)
        {
            if (_lowest is not { } known || _highest is not { } highest) return;
            var lowest = ServiceTime.From(time) - (_startTime + Elapsed);
            // Only a better reading, never another one: the service's parts need not agree to the second.
            if (lowest > known && lowest <= highest) _lowest = lowest;
        }
    }

    void Narrow(TimeSpan now, TimeSpan lowest, TimeSpan highest)
    {
        var drift = (now - _readAt) * Drift;
        var from = _lowest - drift;
        var to = _highest + drift;
        _readAt = now;
        // No time that agrees with both: one of the clocks was set, or this machine slept. The newer reading is right.
        var agree = from <= highest && to >= lowest;
        _lowest = agree && from > lowest ? from : lowest;
        _highest = agree && to < highest ? to : highest;
    }
}

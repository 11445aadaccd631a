using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Decides when to query for events that Live Tail did not show, and how far back. An event put at P may carry a timestamp as old as P − overlap and
// may become visible to queries as late as P + overlap. So a query that begins at B and covers timestamps from F − overlap on completes everything
// put between F and B − overlap. Those times are the whole state: one for the regular sweep, one for each span to backfill.
sealed class SweepPlan
{
    // An update shows events put some time before it arrived: Live Tail is about a second behind, and updates are a second apart.
    static readonly TimeSpan LiveLag = TimeSpan.FromSeconds(2);

    // Two quick sweeps of a span, at once and when most of it is visible (queries are some three seconds behind puts). They reach as far before the
    // span as writers usually batch, a few seconds; sweeps over the whole overlap find what is later still.
    static readonly TimeSpan QuickReach = TimeSpan.FromSeconds(5);
    static readonly TimeSpan SecondSweep = TimeSpan.FromSeconds(5);

    // A tail that is sampled every second must not query every second; each quick sweep covers the last ten seconds or so again.
    static readonly TimeSpan QuickSpacing = TimeSpan.FromSeconds(5);

    readonly object _gate = new();
    readonly List<BackfillWindow> _windows = [];
    readonly TimeSpan _overlap;
    readonly TimeSpan _sweepInterval;
    DateTimeOffset _complete;
    TailMoment _shownUntil;
    TimeSpan _lastWideSweep;
    TimeSpan? _lastSweep;
    DateTimeOffset _floor = DateTimeOffset.UnixEpoch;
    BackfillWindow? _interruption;
    BackfillWindow? _absence;
    long _foundAhead;

    // completeUntil: everything put before it is complete. began: when the tail began.
    public SweepPlan(TimeSpan overlap, TimeSpan sweepInterval, DateTimeOffset completeUntil, TailMoment began)
    {
        _overlap = overlap;
        _sweepInterval = sweepInterval;
        _complete = completeUntil;
        _shownUntil = began with { Time = completeUntil };
        _lastWideSweep = began.Elapsed;
        Interrupt(BackfillReason.Start);
    }

    bool Sweeps => _sweepInterval > TimeSpan.Zero;

    // Everything put before this is complete: shown, or known not to exist.
    public DateTimeOffset CompleteUntil
    {
        get { lock (_gate) return Base(); }
    }

    // No later sweep reaches back beyond this timestamp.
    public DateTimeOffset Horizon
    {
        get { lock (_gate) return Later(Base() - _overlap, _floor); }
    }

    // A session is live and shows events put from now on; those put while there was none will be backfilled. With groupsMissing it covers only some
    // groups, because the others do not exist.
    public void SessionStarted(TailMoment now, bool groupsMissing = false)
    {
        lock (_gate)
        {
            if (!groupsMissing)
            {
                _absence?.EndAt(now);
                _absence = null;
            }

            _interruption?.EndAt(now);
            _interruption = null;
            _shownUntil = now;
            _foundAhead = 0;
        }
    }

    // The session ended, and until the next one starts there is none. Sweeps continue.
    public void SessionEnded()
    {
        lock (_gate)
        {
            if (_interruption is not null) return;
            Interrupt(BackfillReason.Interruption);
            _interruption!.Found = _foundAhead;
        }
    }

    // Some groups did not exist at this moment, so all their events are put later.
    public void GroupsMissing(TailMoment now)
    {
        lock (_gate)
        {
            if (_absence is null) _windows.Add(_absence = new BackfillWindow(BackfillReason.Absence, now, now.Time - LiveLag, to: null));
            else _absence.From = Later(_absence.From, now.Time - LiveLag);
        }
    }

    // An update arrived. missed tells why it may be incomplete; consecutive updates with the same reason form one span.
    public void Shown(TailMoment now, BackfillReason? missed = null)
    {
        lock (_gate)
        {
            // A regular sweep will cover it.
            if (missed is { } reason && !(Sweeps && reason == BackfillReason.Doubt))
            {
                var run = _windows.FindLast(window => !window.Closed && window.Reason == reason && window.To >= _shownUntil.Time);
                if (run is null) _windows.Add(NewWindow(reason, now));
                else run.EndAt(now);
            }

            if (now.Time > _shownUntil.Time) _shownUntil = now;
            _foundAhead = 0;
        }
    }

    // When the next sweep is due, on the run's clock; null if there is nothing to sweep.
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                var due = WideDue();
                foreach (var window in _windows)
                {
                    if (QuickDue(window) is { } quick && (due is null || quick < due)) due = quick;
                }

                return due;
            }
        }
    }

    // Returns the sweep that is due, or null. The caller reports its end to Completed.
    public Sweep? TakeDue(TailMoment now)
    {
        lock (_gate)
        {
            DateTimeOffset? start = null;
            if (WideDue() <= now.Elapsed) start = WideStart();
            foreach (var window in _windows)
            {
                if (QuickDue(window) <= now.Elapsed && (start is null || QuickStart(window) < start)) start = QuickStart(window);
            }

            if (start is not { } from) return null;
            from = Later(from, _floor);
            _lastSweep = now.Elapsed;
            if (from <= WideStart()) _lastWideSweep = now.Elapsed;
            var windows = _windows.Where(window => from <= Later(QuickStart(window), _floor)).ToArray();
            foreach (var window in windows) window.Closed = true;
            return new Sweep(from, now, RecordFrom(from, now.Time), windows);
        }
    }

    // Attributes a found event to the span in which it was put. The service's clock and ours differ a little, so a near span counts too.
    public void Found(Sweep sweep, DateTimeOffset ingestionTime)
    {
        lock (_gate)
        {
            if (ingestionTime > _shownUntil.Time && _interruption is null)
            {
                // Live Tail has not shown this time yet. If it never does, the next interruption accounts for the event.
                _foundAhead++;
                return;
            }

            var near = _windows.Where(window => window != _absence && window.DistanceTo(ingestionTime) <= LiveLag);
            var nearest = near.OrderBy(window => window.IsAnnounced ? 0 : 1).ThenBy(window => window.DistanceTo(ingestionTime)).FirstOrDefault();
            if (nearest is null) sweep.FoundElsewhere++;
            else nearest.Found++;
        }
    }

    // Returns the spans to announce: those that are complete, and those in which this sweep found the first events.
    public IReadOnlyList<BackfilledSpan> Completed(Sweep sweep)
    {
        lock (_gate)
        {
            var spans = new List<BackfilledSpan>();
            var settled = sweep.Begun.Time - _overlap;
            foreach (var window in sweep.Windows)
            {
                // A sweep that began before the span's end does not cover its end.
                if (window.EndedAt <= sweep.Begun.Elapsed) window.SweptAt = sweep.Begun.Elapsed;
                if (Covers(sweep.Start, window.From)) window.From = Later(window.From, settled);
                var complete = window.From >= window.To;
                if (complete) _windows.Remove(window);
                if (complete || window is { Announced: false, Found: > 0, To: not null })
                {
                    window.Announced = true;
                    spans.Add(new BackfilledSpan(window.Reason, window.Length, window.Found, complete));
                }
            }

            if (Covers(sweep.Start, _complete)) _complete = Later(_complete, settled);
            return spans;
        }
    }

    // Events with older timestamps can no longer be told apart, so no sweep reaches back beyond this.
    public void GiveUpBefore(DateTimeOffset timestamp)
    {
        lock (_gate) _floor = Later(_floor, timestamp);
    }

    // The regular sweep. While spans are open it runs at least every half overlap, so that events that become visible late are shown soon after.
    TimeSpan? WideDue()
    {
        TimeSpan? due = Sweeps ? _lastWideSweep + _sweepInterval : null;
        var pending = _windows.Where(window => window != _absence).Select(window => window.EndedAt ?? window.BeganAt).ToArray();
        if (pending.Length == 0) return due;
        var backfill = Later(_lastWideSweep, pending.Min()) + _overlap / 2;
        return due < backfill ? due : backfill;
    }

    DateTimeOffset? WideStart()
    {
        DateTimeOffset? from = Sweeps ? _complete : null;
        foreach (var window in _windows)
        {
            if (from is null || window.From < from) from = window.From;
        }

        return from is { } earliest ? Later(earliest - _overlap, _floor) : null;
    }

    TimeSpan? QuickDue(BackfillWindow window)
    {
        if (window.EndedAt is not { } due) return null;
        if (window.SweptAt is { } swept)
        {
            due += SecondSweep;
            if (swept >= due || SecondSweep >= _overlap) return null;
        }

        return window.Reason is BackfillReason.Sampled or BackfillReason.Overflow or BackfillReason.Doubt && _lastSweep is { } lastSweep
            ? Later(due, lastSweep + QuickSpacing)
            : due;
    }

    // A long span is read with the full reach at once, to avoid reading all of it twice.
    DateTimeOffset QuickStart(BackfillWindow window) =>
        window.From - (window.Length > _overlap || QuickReach > _overlap ? _overlap : QuickReach);

    void Interrupt(BackfillReason reason) => _windows.Add(_interruption = NewWindow(reason, to: null));

    BackfillWindow NewWindow(BackfillReason reason, TailMoment? to)
    {
        var from = Sweeps ? Later(_shownUntil.Time - LiveLag, _complete) : _shownUntil.Time - LiveLag;
        return new BackfillWindow(reason, _shownUntil, from, to);
    }

    DateTimeOffset Base()
    {
        var from = Sweeps ? _complete : _shownUntil.Time - LiveLag;
        foreach (var window in _windows) from = Earlier(from, window.From);
        return from;
    }

    // The earliest timestamp that later sweeps can start from; spans added in the meantime begin at the last update.
    DateTimeOffset RecordFrom(DateTimeOffset start, DateTimeOffset begun)
    {
        var from = _shownUntil.Time - LiveLag;
        if (Sweeps) from = Earlier(from, After(_complete));
        foreach (var window in _windows) from = Earlier(from, After(window.From));
        return Later(from - _overlap, _floor);

        DateTimeOffset After(DateTimeOffset pending) => Covers(start, pending) ? Later(pending, begun - _overlap) : pending;
    }

    bool Covers(DateTimeOffset start, DateTimeOffset from) => start <= Later(from - _overlap, _floor);

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

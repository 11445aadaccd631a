using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Decides when to look for events that live tail did not show, and how far back. An event put at P may carry a timestamp as old as P − overlap and be
// visible to queries as late as P + overlap. So a query that begins at B and asks for timestamps from F − overlap on completes everything put
// between F and B − overlap, and those times are all the state there is: one for the regular sweep, one for each span to backfill.
sealed class SweepPlan
{
    // An update shows what was put up to some time before it came; live tail is about a second behind, and updates are a second apart.
    static readonly TimeSpan LiveLag = TimeSpan.FromSeconds(2);

    // The quick looks at a span: at once, and when most of it is visible (queries are some three seconds behind the puts). Writers batch for a
    // few seconds, so that is how far before the span they reach; what is later still is left to the looks that reach back the whole overlap.
    static readonly TimeSpan QuickReach = TimeSpan.FromSeconds(5);
    static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(5);

    // A tail that is sampled every second must not query every second: each look asks for the last ten seconds or so again.
    static readonly TimeSpan QuickSpacing = TimeSpan.FromSeconds(5);

    readonly object _gate = new();
    readonly List<BackfillWindow> _windows = [];
    readonly TimeSpan _overlap;
    readonly TimeSpan _sweepInterval;
    DateTimeOffset _complete;
    TailMoment _shownUntil;
    TimeSpan _lastWideLook;
    TimeSpan? _lastLook;
    DateTimeOffset _floor = DateTimeOffset.UnixEpoch;
    BackfillWindow? _interruption;
    BackfillWindow? _absence;
    long _foundAhead;

    // completeUntil: Everything put before this is complete.
    // began: When the tail began.
    public SweepPlan(TimeSpan overlap, TimeSpan sweepInterval, DateTimeOffset completeUntil, TailMoment began)
    {
        _overlap = overlap;
        _sweepInterval = sweepInterval;
        _complete = completeUntil;
        _shownUntil = began with { Time = completeUntil };
        _lastWideLook = began.Elapsed;
        Interrupt(BackfillReason.Start);
    }

    bool Sweeps => _sweepInterval > TimeSpan.Zero;

    // What was put before this is complete: shown, or not there.
    public DateTimeOffset CompleteUntil
    {
        get { lock (_gate) return Base(); }
    }

    // Events with older timestamps are in no later look.
    public DateTimeOffset Horizon
    {
        get { lock (_gate) return Later(Base() - _overlap, _floor); }
    }

    // A session is live: from here on it shows what is put; what was put before, while there was none, is to be backfilled.
    // groupsMissing: Whether it shows only a part of the groups, because the others do not exist.
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

    // There is no session until the next one starts. The sweep goes on meanwhile.
    public void SessionEnded()
    {
        lock (_gate)
        {
            if (_interruption is not null) return;
            Interrupt(BackfillReason.Interruption);
            _interruption!.Found = _foundAhead;
        }
    }

    // Some groups did not exist at this moment, so that whatever is put into them is put later.
    public void GroupsMissing(TailMoment now)
    {
        lock (_gate)
        {
            if (_absence is null) _windows.Add(_absence = new BackfillWindow(BackfillReason.Absence, now, now.Time - LiveLag, to: null));
            else _absence.From = Later(_absence.From, now.Time - LiveLag);
        }
    }

    // An update came. missed says why not all of it was shown, if so; a run of such seconds is one span.
    public void Shown(TailMoment now, BackfillReason? missed = null)
    {
        lock (_gate)
        {
            // A regular sweep looks anyway.
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

    // When the next look is due, on the run's clock; null if there is nothing to look for.
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

    // The look that is due, or null. It ends with Completed.
    public SweepLook? TakeDue(TailMoment now)
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
            _lastLook = now.Elapsed;
            if (from <= WideStart()) _lastWideLook = now.Elapsed;
            var windows = _windows.Where(window => from <= Later(QuickStart(window), _floor)).ToArray();
            foreach (var window in windows) window.Closed = true;
            return new SweepLook(from, now, RecordFrom(from, now.Time), windows);
        }
    }

    // Accounts a found event to the span that it was put in, or nearly in: the clocks of service and reader differ a little.
    public void Found(SweepLook look, DateTimeOffset ingestionTime)
    {
        lock (_gate)
        {
            if (ingestionTime > _shownUntil.Time && _interruption is null)
            {
                // Live tail is not that far yet. If it never gets there, the next interruption accounts for it.
                _foundAhead++;
                return;
            }

            var near = _windows.Where(window => window != _absence && window.DistanceTo(ingestionTime) <= LiveLag);
            var nearest = near.OrderBy(window => window.IsAnnounced ? 0 : 1).ThenBy(window => window.DistanceTo(ingestionTime)).FirstOrDefault();
            if (nearest is null) look.FoundElsewhere++;
            else nearest.Found++;
        }
    }

    // Returns: The spans of which there is something to announce: those that are complete, and those in which something was found first.
    public IReadOnlyList<BackfilledSpan> Completed(SweepLook look)
    {
        lock (_gate)
        {
            var spans = new List<BackfilledSpan>();
            var settled = look.Begun.Time - _overlap;
            foreach (var window in look.Windows)
            {
                // A look that began before the span's end says nothing of its end.
                if (window.EndedAt <= look.Begun.Elapsed) window.LookedAt = look.Begun.Elapsed;
                if (Covers(look.Start, window.From)) window.From = Later(window.From, settled);
                var complete = window.From >= window.To;
                if (complete) _windows.Remove(window);
                if (complete || window is { Announced: false, Found: > 0, To: not null })
                {
                    window.Announced = true;
                    spans.Add(new BackfilledSpan(window.Reason, window.Length, window.Found, complete));
                }
            }

            if (Covers(look.Start, _complete)) _complete = Later(_complete, settled);
            return spans;
        }
    }

    // Events with older timestamps cannot be told apart any more, so the tail does not look for any that old.
    public void GiveUpBefore(DateTimeOffset timestamp)
    {
        lock (_gate) _floor = Later(_floor, timestamp);
    }

    // The regular sweep; while spans are open, at least every half overlap, so that what becomes visible late is not shown much later.
    TimeSpan? WideDue()
    {
        TimeSpan? due = Sweeps ? _lastWideLook + _sweepInterval : null;
        var pending = _windows.Where(window => window != _absence).Select(window => window.EndedAt ?? window.BeganAt).ToArray();
        if (pending.Length == 0) return due;
        var backfill = Later(_lastWideLook, pending.Min()) + _overlap / 2;
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
        if (window.LookedAt is { } looked)
        {
            due += SecondLook;
            if (looked >= due || SecondLook >= _overlap) return null;
        }

        return window.Reason is BackfillReason.Sampled or BackfillReason.Overflow or BackfillReason.Doubt && _lastLook is { } lastLook
            ? Later(due, lastLook + QuickSpacing)
            : due;
    }

    // A long span is read once with the whole reach, so that it need not be read again as a whole.
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

    // Where the looks after this one can begin at the earliest; spans that are added meanwhile begin at what was shown last.
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

using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Looks for the events that a session did not show and hands them on as soon as they are found. It runs on its own loop beside the session,
// because it may wait for the service and for room, and the session may not.
sealed class Backfiller
{
    readonly BackfillParts _parts;
    readonly LookQueries _queries;
    readonly QueryPacer _pacer;
    readonly HandoffQueue _handOff;
    readonly TailServices _services;
    readonly TailStateBoard _state;
    readonly OriginCache _origins;
    readonly BehindAlarm _alarm;
    readonly IPeriodicTask? _checkpoint;

    // lookLimit: How long a look may take before the backfiller counts as behind.
    public Backfiller(
        BackfillParts parts, LookQueries queries, QueryPacer pacer, HandoffQueue handOff, IPeriodicTask? checkpoint, TailServices services, TailStateBoard state, TimeSpan lookLimit)
    {
        _checkpoint = checkpoint;
        _parts = parts;
        _queries = queries;
        _pacer = pacer;
        _handOff = handOff;
        _services = services;
        _state = state;
        _origins = new OriginCache(services.Client);
        _alarm = new BehindAlarm(lookLimit, services);
    }

    // Reads the history up to a time, or all that the service shows, since clocks run ahead.
    // goesOn: Whether the tail goes on live, so that what is put or becomes visible later is left to the session and to the looks.
    public async Task ReadHistoryAsync(DateTimeOffset start, DateTimeOffset? end, bool goesOn, CancellationToken cancellationToken)
    {
        var now = _services.Now;
        var until = end ?? now.Time;
        var look = new SweepLook(start, now, _parts.Plan.Horizon, []);
        _state.BeginBackfill();
        try
        {
            // The service refuses a query that ends before it begins, and there is nothing to find.
            if (start <= until) await ShowFoundAsync(look, isHistory: true, end, goesOn ? now.Time : DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
            _services.Notices.Raise(new CloudWatchLiveTailNotice.HistoryRead { Length = start <= until ? until - start : TimeSpan.Zero, EventCount = look.Found });
        }
        finally
        {
            _state.EndBackfill();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _checkpoint?.RunIfDue();
            if (_parts.Plan.TakeDue(_services.Now) is { } look)
            {
                await LookAsync(look, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await _parts.Wake.WaitAsync(UntilDue(), _services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    TimeSpan UntilDue()
    {
        var due = _parts.Plan.NextDue;
        if (_checkpoint is not null && !(due < _checkpoint.Due)) due = _checkpoint.Due;
        if (due is null) return Timeout.InfiniteTimeSpan;
        var wait = due.Value - _services.Clock.Elapsed;
        return wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1);
    }

    async Task LookAsync(SweepLook look, CancellationToken cancellationToken)
    {
        if (look.IsBackfill) _state.BeginBackfill();
        try
        {
            await ShowFoundAsync(look, isHistory: false, end: null, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (look.IsBackfill) _state.EndBackfill();
        }

        foreach (var span in _parts.Plan.Completed(look)) Announce(span);
        if (look.FoundElsewhere > 0) _services.Notices.Raise(new CloudWatchLiveTailNotice.MissedEventsFound { EventCount = look.FoundElsewhere });
        _parts.Trimmer.Trim();
    }

    async Task ShowFoundAsync(SweepLook look, bool isHistory, DateTimeOffset? end, DateTimeOffset putUntil, CancellationToken cancellationToken)
    {
        _alarm.LookBegins(isHistory);
        var cursors = _queries.From(look.Start, end, _pacer, _alarm.Check, _alarm.Setback);
        await foreach (var cursor in FoundEvents.InTimeOrderAsync(cursors, cancellationToken).ConfigureAwait(false))
        {
            var found = cursor.Current;
            _services.Clock.Ingested(found.IngestionTime);
            if (ServiceTime.From(found.IngestionTime) > putUntil) continue;
            if (!_parts.Merge.AddFound(cursor.Group, found, look.RecordFrom))
            {
                TailMetrics.Duplicates.Add(1);
                continue;
            }

            TailMetrics.Backfilled.Add(1);
            look.Found++;
            if (!isHistory) _parts.Plan.Found(look, ServiceTime.From(found.IngestionTime));
            // A copy: one new event of a page of a megabyte must not keep the whole page in memory while it is queued.
            var origin = _origins.Get(cursor.Group, found.LogStreamName, found.IngestionTime, sampled: false, backfilled: true);
            await _handOff.EnqueueWhenRoomAsync(new TailedMessage(origin, found.Timestamp, found.Message.ToArray()), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    void Announce(BackfilledSpan span)
    {
        CloudWatchLiveTailNotice? notice = span.Reason switch
        {
            BackfillReason.Interruption => new CloudWatchLiveTailNotice.GapBackfilled { Length = span.Length, EventCount = span.Found, Complete = span.Complete },
            BackfillReason.Sampled => new CloudWatchLiveTailNotice.SampledSecondsBackfilled { Length = span.Length, EventCount = span.Found, Complete = span.Complete },
            BackfillReason.Overflow => new CloudWatchLiveTailNotice.OverflowBackfilled { Length = span.Length, EventCount = span.Found, Complete = span.Complete },
            _ => null,
        };
        if (notice is not null) _services.Notices.Raise(notice);
    }
}

using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Finds the events that a session did not show and hands them on as it finds them. It runs on its own loop beside the session, because it may wait
// for the service and for room in the queue, and the session may not.
sealed class Backfiller
{
    readonly BackfillParts _parts;
    readonly SweepQueries _queries;
    readonly QueryPacer _pacer;
    readonly HandoffQueue _handOff;
    readonly TailServices _services;
    readonly TailStateBoard _state;
    readonly OriginCache _origins;
    readonly BehindAlarm _alarm;
    readonly IPeriodicTask? _checkpoint;

    // sweepLimit is how long a sweep may take before the backfiller counts as behind.
    public Backfiller(
        BackfillParts parts, SweepQueries queries, QueryPacer pacer, HandoffQueue handOff, IPeriodicTask? checkpoint, TailServices services, TailStateBoard state, TimeSpan sweepLimit)
    {
        _checkpoint = checkpoint;
        _parts = parts;
        _queries = queries;
        _pacer = pacer;
        _handOff = handOff;
        _services = services;
        _state = state;
        _origins = new OriginCache(services.Client);
        _alarm = new BehindAlarm(sweepLimit, services);
    }

    // Reads the history up to a time, or everything the service shows, including events dated ahead. With goesOn, the tail continues live, and events
    // put or becoming visible later are left to the session and the sweeps.
    public async Task ReadHistoryAsync(DateTimeOffset start, DateTimeOffset? end, bool goesOn, CancellationToken cancellationToken)
    {
        var now = _services.Now;
        var until = end ?? now.Time;
        var sweep = new Sweep(start, now, _parts.Plan.Horizon, []);
        _state.BeginBackfill();
        try
        {
            // The service refuses a query that ends before it begins, and it would find nothing.
            if (start <= until) await ShowFoundAsync(sweep, isHistory: true, end, goesOn ? now.Time : DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
            _services.Notices.Raise(new CloudWatchLiveTailNotice.HistoryRead { Length = start <= until ? until - start : TimeSpan.Zero, EventCount = sweep.Found });
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
            if (_parts.Plan.TakeDue(_services.Now) is { } sweep)
            {
                await SweepAsync(sweep, cancellationToken).ConfigureAwait(false);
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

    async Task SweepAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        if (sweep.IsBackfill) _state.BeginBackfill();
        try
        {
            await ShowFoundAsync(sweep, isHistory: false, end: null, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (sweep.IsBackfill) _state.EndBackfill();
        }

        foreach (var span in _parts.Plan.Completed(sweep)) Announce(span);
        if (sweep.FoundElsewhere > 0) _services.Notices.Raise(new CloudWatchLiveTailNotice.MissedEventsFound { EventCount = sweep.FoundElsewhere });
        _parts.Trimmer.Trim();
    }

    async Task ShowFoundAsync(Sweep sweep, bool isHistory, DateTimeOffset? end, DateTimeOffset putUntil, CancellationToken cancellationToken)
    {
        _alarm.SweepBegins(isHistory);
        var cursors = _queries.From(sweep.Start, end, _pacer, _alarm.Check, _alarm.Setback);
        await foreach (var cursor in FoundEvents.InTimeOrderAsync(cursors, cancellationToken).ConfigureAwait(false))
        {
            var found = cursor.Current;
            _services.Clock.Ingested(found.IngestionTime);
            if (ServiceTime.From(found.IngestionTime) > putUntil) continue;
            if (!_parts.Merge.AddFound(cursor.Group, found, sweep.RecordFrom))
            {
                TailMetrics.Duplicates.Add(1);
                continue;
            }

            TailMetrics.Backfilled.Add(1);
            sweep.Found++;
            if (!isHistory) _parts.Plan.Found(sweep, ServiceTime.From(found.IngestionTime));
            // Copied: one new event must not keep its whole page, about a megabyte, in memory while it is queued.
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

using Serilog.Sinks.CloudWatchTail.Tail.Handover;
using Serilog.Sinks.CloudWatchTail.Tail.Resume;

namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <summary>
/// Looks for what a session did not show and hands it on as soon as it is found. A loop of its own beside the session: it may wait for the
/// service and for room, the session may not.
/// </summary>
sealed class GapFiller
{
    readonly FillParts _parts;
    readonly LookQueries _queries;
    readonly QueryPacer _pacer;
    readonly HandOff _handOff;
    readonly TailServices _services;
    readonly TailStateBoard _state;
    readonly OriginCache _origins;
    readonly BehindAlarm _alarm;
    readonly CheckpointPart? _checkpoint;

    /// <param name="lookLimit">How long a look may take before the filler counts as behind.</param>
    public GapFiller(
        FillParts parts, LookQueries queries, QueryPacer pacer, HandOff handOff, CheckpointPart? checkpoint, TailServices services, TailStateBoard state, TimeSpan lookLimit)
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

    /// <summary>
    /// Reads the history up to a time, or all that the service shows, since clocks run ahead.
    /// </summary>
    /// <param name="goesOn">Whether the tail goes on live, so that what is put or becomes visible later is left to the session and to the looks.</param>
    public async Task ReadHistoryAsync(DateTimeOffset start, DateTimeOffset? end, bool goesOn, CancellationToken cancellationToken)
    {
        var now = _services.Now;
        var until = end ?? now.Time;
        var look = new SweepLook(start, now, _parts.Plan.Horizon, []);
        _state.BeginFilling();
        try
        {
            // The service refuses a query that ends before it begins, and there is nothing to find.
            if (start <= until) await ShowFoundAsync(look, isHistory: true, end, goesOn ? now.Time : DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
            _services.Notices.Raise(new CloudWatchLiveTailNotice.HistoryRead(start <= until ? until - start : TimeSpan.Zero, look.Found));
        }
        finally
        {
            _state.EndFilling();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _checkpoint?.TakeIfDue();
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
        if (look.IsFilling) _state.BeginFilling();
        try
        {
            await ShowFoundAsync(look, isHistory: false, end: null, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (look.IsFilling) _state.EndFilling();
        }

        foreach (var span in _parts.Plan.Completed(look)) Announce(span);
        if (look.FoundElsewhere > 0) _services.Notices.Raise(new CloudWatchLiveTailNotice.DroppedEventsFound(look.FoundElsewhere));
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

            TailMetrics.Filled.Add(1);
            look.Found++;
            if (!isHistory) _parts.Plan.Found(look, ServiceTime.From(found.IngestionTime));
            // A copy: a page of a megabyte may hold one event that is new, which must not keep the page in memory while it waits.
            var origin = _origins.Get(cursor.Group, found.LogStreamName, found.IngestionTime, sampled: false, filled: true);
            await _handOff.EnqueueWhenRoomAsync(new TailedMessage(origin, found.Timestamp, found.Message.ToArray()), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    void Announce(FilledSpan span)
    {
        CloudWatchLiveTailNotice? notice = span.Reason switch
        {
            FillReason.Interruption => new CloudWatchLiveTailNotice.GapFilled(span.Length, span.Found, span.Complete),
            FillReason.Sampled => new CloudWatchLiveTailNotice.SampledSecondsFilled(span.Length, span.Found, span.Complete),
            FillReason.Overflow => new CloudWatchLiveTailNotice.OverflowFilled(span.Length, span.Found, span.Complete),
            _ => null,
        };
        if (notice is not null) _services.Notices.Raise(notice);
    }
}

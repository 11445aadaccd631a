using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

// Takes in a session's updates without ever waiting. While the history is being read, updates are held, since history comes first. Events that find
// no room are left to the backfill, or dropped and counted if there is none.
sealed class LiveIntake
{
    readonly object _gate = new();
    readonly GroupLookup _groups;
    readonly BackfillParts? _backfill;
    readonly HandoffQueue _handOff;
    readonly bool _blockWhenFull;
    readonly TailServices _services;
    readonly OriginCache _origins;
    readonly HeldUpdates? _held;
    EventMerge? _merge;
    bool _holding;

    // merge is null if only Live Tail ever shows an event, backfill if the backfill is turned off, and held, which keeps updates until ReleaseAsync,
    // if there is no history.
    public LiveIntake(
        IReadOnlyList<TailedGroup> groups, EventMerge? merge, BackfillParts? backfill, HeldUpdates? held, HandoffQueue handOff, bool blockWhenFull, TailServices services)
    {
        _groups = new GroupLookup(groups);
        _merge = merge;
        _backfill = backfill;
        _held = held;
        _holding = held is not null;
        _handOff = handOff;
        _blockWhenFull = blockWhenFull;
        _services = services;
        _origins = new OriginCache(services.Client);
    }

    public void Accept(LiveTailUpdate update)
    {
        TailMetrics.Received.Add(update.Events.Count);
        if (update.Sampled) TailMetrics.SampledUpdates.Add(1);

        foreach (var live in update.Events) _services.Clock.Ingested(live.IngestionTime);
        var now = _services.Now;
        BackfillReason? missed;
        lock (_gate) missed = _holding ? Hold(update) : Show(update);

        if (_backfill is { } backfill)
        {
            if (update.Sampled) missed = BackfillReason.Sampled;
            backfill.Plan.Shown(now, missed);
            backfill.Trimmer.Trim();
            if (missed is not null) backfill.Wake.Set();
        }

        if (_handOff.TakeDroppedCount() is > 0 and var dropped) _services.Notices.Raise(new CloudWatchLiveTailNotice.EventsDropped { EventCount = dropped });
    }

    // Called when the history is complete: hands over the held updates, after which updates go straight through. If cancelled, it does not wait for
    // room; received events are handed over or counted as dropped.
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            LiveTailUpdate? update;
            lock (_gate)
            {
                if (_held is null || !_held.TryTake(out update))
                {
                    _holding = false;
                    // Without the backfill, no event can arrive twice from here on.
                    if (_backfill is null) _merge = null;
                    return;
                }
            }

            foreach (var live in update.Events)
            {
                if (TryMerge(live, update.Sampled, out var message))
                    await _handOff.EnqueueWhenRoomAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Runs an action while no update is being taken in.
    public void WhileHeld(Action action)
    {
        lock (_gate) action();
    }

    BackfillReason? Hold(LiveTailUpdate update)
    {
        if (_held!.TryAdd(update)) return null;
        if (_backfill is null) _handOff.CountDropped(update.Events.Count);
        return BackfillReason.Overflow;
    }

    BackfillReason? Show(LiveTailUpdate update)
    {
        BackfillReason? missed = null;
        foreach (var live in update.Events)
        {
            // An event that is left to the backfill must not count as shown.
            if (_blockWhenFull && !_handOff.HasRoom) return BackfillReason.Overflow;
            if (!TryMerge(live, update.Sampled, out var message)) missed = BackfillReason.Doubt;
            // A query or another session may have taken the room in the meantime; where nothing may be dropped, both are admitted.
            else if (_blockWhenFull) _handOff.EnqueueInAnyCase(message);
            else _handOff.Enqueue(message);
        }

        return missed;
    }

    bool TryMerge(in LiveTailEvent live, bool sampled, out TailedMessage message)
    {
        var group = _groups.Find(live.LogGroupIdentifier);
        if (_merge is not null && !_merge.AddLive(group, live))
        {
            TailMetrics.Duplicates.Add(1);
            message = default;
            return false;
        }

        var origin = _origins.Get(group, live.LogStreamName, live.IngestionTime, sampled, backfilled: false);
        message = new TailedMessage(origin, live.Timestamp, live.Message);
        return true;
    }
}

using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;

namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

/// <summary>
/// Takes a session's updates in without ever waiting. While history is read they are held back, since history comes first; what there is no
/// room for is left to the queries where it can be, and shed with a count where not.
/// </summary>
sealed class LiveIntake
{
    readonly object _gate = new();
    readonly GroupLookup _groups;
    readonly FillParts? _filling;
    readonly HandOff _handOff;
    readonly bool _blockWhenFull;
    readonly TailServices _services;
    readonly OriginCache _origins;
    readonly HeldUpdates? _held;
    EventMerge? _merge;
    bool _holding;

    /// <param name="merge">None when nothing but live tail ever shows an event.</param>
    /// <param name="filling">None when nothing is filled.</param>
    /// <param name="held">Where updates wait for <see cref="ReleaseAsync"/>; none when they need not.</param>
    public LiveIntake(
        IReadOnlyList<TailedGroup> groups, EventMerge? merge, FillParts? filling, HeldUpdates? held, HandOff handOff, bool blockWhenFull, TailServices services)
    {
        _groups = new GroupLookup(groups);
        _merge = merge;
        _filling = filling;
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
        FillReason? missed;
        lock (_gate) missed = _holding ? Hold(update) : Show(update);

        if (_filling is { } filling)
        {
            if (update.Sampled) missed = FillReason.Sampled;
            filling.Plan.Shown(now, missed);
            filling.Trimmer.Trim();
            if (missed is not null) filling.Wake.Set();
        }

        if (_handOff.TakeShedCount() is > 0 and var shed) _services.Notices.Raise(new CloudWatchLiveTailNotice.EventsShed(shed));
    }

    /// <summary>
    /// History is complete: what was held back follows it, and then everything goes straight on. Cancelled, it waits for no room: what was
    /// received is handed over, or counted as shed.
    /// </summary>
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
                    // Without gap filling nothing can show an event a second time from here on.
                    if (_filling is null) _merge = null;
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

    /// <summary>Does something while no update is being taken in.</summary>
    public void WhileHeld(Action action)
    {
        lock (_gate) action();
    }

    FillReason? Hold(LiveTailUpdate update)
    {
        if (_held!.TryAdd(update)) return null;
        if (_filling is null) _handOff.CountShed(update.Events.Count);
        return FillReason.Overflow;
    }

    FillReason? Show(LiveTailUpdate update)
    {
        FillReason? missed = null;
        foreach (var live in update.Events)
        {
            // What is left to the queries must not count as shown.
            if (_blockWhenFull && !_handOff.HasRoom) return FillReason.Overflow;
            if (!TryMerge(live, update.Sampled, out var message)) missed = FillReason.Doubt;
            // The room may be gone already, to a query or another session; where nothing may be shed, both are let in.
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

        var origin = _origins.Get(group, live.LogStreamName, live.IngestionTime, sampled, filled: false);
        message = new TailedMessage(origin, live.Timestamp, live.Message);
        return true;
    }
}

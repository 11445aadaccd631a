using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail.Resume;

/// <summary>
/// One session's part of the checkpoint. It is taken on the filler's loop and with the intake held, so that no event is between being counted
/// as shown and being queued.
/// </summary>
sealed class CheckpointPart(
    int session, IReadOnlyDictionary<TailedGroup, TailStart> starts, FillParts filling, LiveIntake intake, CheckpointKeeper keeper, HandOff handOff, TailClock clock)
{
    public TimeSpan Due => keeper.DueFor(session);

    public void TakeIfDue()
    {
        if (clock.Elapsed < Due) return;
        intake.WhileHeld(() => keeper.Take(session, handOff.Enqueued, Groups([])));
    }

    /// <summary>The last part, when nothing moves any more.</summary>
    /// <param name="notHandedOver">What was queued and not handed over.</param>
    public IReadOnlyList<GroupCheckpoint> Groups(IReadOnlyList<TailedMessage> notHandedOver)
    {
        var completeUntil = filling.Plan.CompleteUntil;
        var rememberedFrom = filling.Plan.Horizon;
        return [.. starts.Select(start => new GroupCheckpoint(
            start.Key.Arn, completeUntil, rememberedFrom, start.Value.Resumed ?? start.Value, filling.Merge.Shown(start.Key, notHandedOver)))];
    }
}

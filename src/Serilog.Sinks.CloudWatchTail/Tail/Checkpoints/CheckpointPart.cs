using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// One session's part of the checkpoint. It is taken on the backfiller's loop while the intake is blocked, so that no event is between counting as
// shown and being queued.
sealed class CheckpointPart(
    int session, IReadOnlyDictionary<TailedGroup, TailStart> starts, BackfillParts backfill, LiveIntake intake, CheckpointKeeper keeper, HandoffQueue handOff, TailClock clock) : IPeriodicTask
{
    public TimeSpan Due => keeper.DueFor(session);

    public void RunIfDue()
    {
        if (clock.Elapsed < Due) return;
        intake.WhileHeld(() => keeper.Take(session, handOff.Enqueued, Groups([])));
    }

    // Returns the last part, after session and backfiller have ended. notHandedOver are messages that were queued but never handed over.
    public IReadOnlyList<GroupCheckpoint> Groups(IReadOnlyList<TailedMessage> notHandedOver)
    {
        var completeUntil = backfill.Plan.CompleteUntil;
        var rememberedFrom = backfill.Plan.Horizon;
        return [.. starts.Select(start => new GroupCheckpoint(
            start.Key.Arn, completeUntil, rememberedFrom, start.Value.Resumed ?? start.Value, backfill.Merge.Shown(start.Key, notHandedOver)))];
    }
}

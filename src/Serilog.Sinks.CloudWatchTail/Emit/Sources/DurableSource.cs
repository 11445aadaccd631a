using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// Events wait in the first source, on disk, or in the second one, in memory, while the first accepts none.
sealed class DurableSource(IEventSource first, IEventSource second) : IEventSource
{
    public long MemoryBytes => first.MemoryBytes + second.MemoryBytes;

    public long StoredBytes => first.StoredBytes + second.StoredBytes;

    public long Waiting => first.Waiting + second.Waiting;

    public long AtRisk => first.AtRisk + second.AtRisk;

    public bool CanGoOn => first.CanGoOn || second.CanGoOn;

    public bool IsWorthATurn => first.IsWorthATurn || second.IsWorthATurn;

    public bool IsShortOfRoom => first.IsShortOfRoom || second.IsShortOfRoom;

    public long NextLook => Math.Min(first.NextLook, second.NextLook);

    public bool TryAccept(LogEvent logEvent) => first.TryAccept(logEvent) || second.TryAccept(logEvent);

    public bool TryAcceptHeld(LogEvent logEvent, in StreamHint hint) => first.TryAcceptHeld(logEvent, in hint) || second.TryAcceptHeld(logEvent, in hint);

    public SourceMark Mark() => new BothMarks(first.Mark(), second.Mark());

    public SourceCounts Counts()
    {
        var (one, other) = (first.Counts(), second.Counts());
        return new SourceCounts(
            one.Emitted + other.Emitted, one.Recovered + other.Recovered, one.Inherited + other.Inherited, one.Waiting + other.Waiting, one.Stored + other.Stored);
    }

    public DateTimeOffset? OldestStored() => first.OldestStored() ?? second.OldestStored();

    public void Close()
    {
        first.Close();
        second.Close();
    }

    public FillResult Fill(IEventReceiver receiver, Func<bool> send, long due, long now)
    {
        var (one, other) = (second.Fill(receiver, send, due, now), first.Fill(receiver, send, due, now));
        return new FillResult(one.Took || other.Took, one.Urgent || other.Urgent);
    }

    public WakeUp ArmWakeUp() => second.ArmWakeUp() is not WakeUp.Armed and var missed ? missed : first.ArmWakeUp();

    public void Persist()
    {
        first.Persist();
        second.Persist();
    }

    public void Abandon()
    {
        first.Abandon();
        second.Abandon();
    }

    public void End()
    {
        first.End();
        second.End();
    }

    public IReadOnlyList<(string Place, long Events)> Finish() => [.. first.Finish(), .. second.Finish()];

    public void GoLive()
    {
        first.GoLive();
        second.GoLive();
    }

    public void Trim()
    {
        first.Trim();
        second.Trim();
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    sealed class BothMarks(SourceMark one, SourceMark other) : SourceMark
    {
        public override bool IsTaken => one.IsTaken && other.IsTaken;
    }
}

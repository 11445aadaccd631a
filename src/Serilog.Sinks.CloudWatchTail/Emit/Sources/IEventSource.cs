using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// Where events wait from Emit until they are delivered, reported as lost, or left to the next process. Callers add events from any thread; the loop
// moves them into batches. An event's IEventOwner learns the outcome of its batch.
interface IEventSource : IDisposable
{
    // Accepts an event from any thread. Never throws. Returns false once the source has ended; then the caller must report the event.
    bool TryAccept(LogEvent logEvent);

    // The same for an event that was held since it was logged, with what the thread that logged it knew of its stream.
    bool TryAcceptHeld(LogEvent logEvent, in StreamHint hint);

    // Marks what waits now, for a flush. Any thread may call it.
    SourceMark Mark();

    // Returns all counts, which are consistent while the ledger's gate is held.
    SourceCounts Counts();

    // The approximate bytes of memory that the events keep. Any thread may read it.
    long MemoryBytes { get; }

    // The bytes that the events keep outside of memory. Any thread may read it.
    long StoredBytes { get; }

    // Returns the time of the oldest event outside of memory. Any thread may call it.
    DateTimeOffset? OldestStored();

    // The number of events that are neither delivered nor lost. Any thread may read it.
    long Waiting { get; }

    // The number of events that must be reported as lost unless they are delivered before the end.
    long AtRisk { get; }

    // Stops accepting events; callers that wait for room return. Any thread may call it.
    void Close();

    // Moves events into the receiver's batches, as many as there is room for. send sends ready batches in the meantime and returns false when no more
    // puts can run. Events that arrived since the last call are due by due.
    FillResult Fill(IEventReceiver receiver, Func<bool> send, long due, long now);

    // Whether another call of Fill would move events at once.
    bool CanGoOn { get; }

    // Whether more events arrived during the last Fill than it takes to wake the loop.
    bool IsWorthATurn { get; }

    // Whether there is little room left, and no event that could enter a batch to make some.
    bool IsShortOfRoom { get; }

    // The timestamp at which to fill again without a wake-up.
    long NextLook { get; }

    // Requests a wake-up by the next event.
    WakeUp ArmWakeUp();

    // Reports failures of the source itself, and makes acknowledgements final.
    void Persist();

    // Reports the events that cannot outlive the process, at the end.
    void Abandon();

    // Makes TryAccept return false from now on.
    void End();

    // Called when the loop has ended and nothing changes any more. Returns the number of events left to the next process, by place.
    IReadOnlyList<(string Place, long Events)> Finish();

    // Called under the gate of the metrics when the sink's counts become visible.
    void GoLive();

    // Releases the memory of the last burst.
    void Trim();
}

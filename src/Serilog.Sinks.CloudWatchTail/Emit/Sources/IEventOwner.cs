using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// The owner of a batch's events, which learns their outcome and counts it. All events of a batch have the same owner.
interface IEventOwner
{
    // Creates a batch's data about this owner's events.
    HeldEvents CreateHeld();

    // Whether every event of the batch still waits; some may have been dropped to make room for others.
    bool AllWait(ISourceBatch batch);

    // A run of events was delivered.
    void Acknowledge(ISourceBatch batch, int from, int to);

    // Returns the events of a run, for the report of their loss. May throw; changes nothing.
    LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to);

    // A run of events was lost. events are those of the run; events that were dropped and reported before are set to null. Returns how many were
    // dropped before.
    int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events);

    // Whether undelivered events stay for the next process.
    bool KeepsUndelivered { get; }

    // Batches have released this many bytes.
    void Release(long bytes);
}

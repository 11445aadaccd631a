using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>Whose the events of a batch are: it hears what became of them, and counts them. All of one batch have the same owner.</summary>
interface IEventOwner
{
    /// <summary>What a batch keeps of this owner's events.</summary>
    HeldEvents CreateHeld();

    /// <summary>Whether every event of the batch still waits; some may have been dropped to make room for others.</summary>
    bool AllWait(ISourceBatch batch);

    /// <summary>A run of events is delivered.</summary>
    void Acknowledge(ISourceBatch batch, int from, int to);

    /// <summary>The events of a run, for the report of their loss. May throw, and changes nothing.</summary>
    LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to);

    /// <summary>A run of events is lost.</summary>
    /// <param name="events">All of the run; those that were dropped and reported before are set to null.</param>
    /// <returns>How many were dropped before.</returns>
    int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events);

    /// <summary>Whether events that were not delivered stay for the next process.</summary>
    bool KeepsUndelivered { get; }

    /// <summary>Batches keep so many bytes less.</summary>
    void Release(long bytes);
}

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>
/// Where events wait from <c>Emit</c> on until they are delivered, reported as lost, or left to the next process. Callers bring events from any thread;
/// the loop takes them into batches. What becomes of a batch is told to its events' <see cref="IEventOwner"/>.
/// </summary>
interface IEventSource : IDisposable
{
    /// <summary>Keeps an event. False once the source has ended: then the event is the caller's to report. Never throws. From any thread.</summary>
    bool TryAccept(LogEvent logEvent);

    /// <summary>What waits now, for a flush to wait for. From any thread.</summary>
    SourceMark Mark();

    /// <summary>All counts; with the ledger's gate held they belong to one moment.</summary>
    SourceCounts Counts();

    /// <summary>What the events keep in memory, roughly, in bytes. From any thread.</summary>
    long MemoryBytes { get; }

    /// <summary>What the events keep outside of memory, in bytes. From any thread.</summary>
    long StoredBytes { get; }

    /// <summary>The time of the oldest event that waits outside of memory. From any thread.</summary>
    DateTimeOffset? OldestStored();

    /// <summary>Events that are neither delivered nor lost. From any thread.</summary>
    long Waiting { get; }

    /// <summary>Events that are lost and must be reported unless they are delivered before the end.</summary>
    long AtRisk { get; }

    /// <summary>From here on nothing is accepted; callers that wait for room come back. From any thread.</summary>
    void Close();

    /// <summary>Moves events into batches, as many as there is room for.</summary>
    /// <param name="receiver">Takes the events.</param>
    /// <param name="send">Sends what is ready meanwhile; false when the wire takes no more for now.</param>
    /// <param name="due">The time stamp by which what has arrived since the last call wants to be sent.</param>
    FillResult Fill(IEventReceiver receiver, Func<bool> send, long due, long now);

    /// <summary>Whether another call of <see cref="Fill"/> would take events at once.</summary>
    bool CanGoOn { get; }

    /// <summary>Whether more events came during the last <see cref="Fill"/> than the loop would be woken for.</summary>
    bool IsWorthATurn { get; }

    /// <summary>Whether there is little room left, and no event that could be taken into a batch to make some.</summary>
    bool IsShortOfRoom { get; }

    /// <summary>The time stamp at which to fill again without a wake-up.</summary>
    long NextLook { get; }

    /// <summary>Asks for a wake-up by the next event.</summary>
    WakeUp ArmWakeUp();

    /// <summary>Reports what befell the source itself, and makes what is acknowledged final.</summary>
    void Persist();

    /// <summary>The end: reports the events that cannot outlive the process.</summary>
    void Abandon();

    /// <summary>From here on <see cref="TryAccept"/> returns false.</summary>
    void End();

    /// <summary>The loop has ended: nothing changes any more after this. What is left for the next process, by where it is.</summary>
    IReadOnlyList<(string Place, long Events)> Finish();

    /// <summary>The counts of the sink are looked at from here on. Called under the gate of the metrics.</summary>
    void GoLive();

    /// <summary>Gives back the memory of the last burst.</summary>
    void Trim();
}

using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A Live Tail session, to inspect and to break at its next update.</summary>
/// <remarks>
/// The methods of this class take effect when the next update is sent, or, with <c>withEvents</c>, when the next update that contains events is sent.
/// Several may be set; each update meets one, in the order in which they were set. To break sessions that have not started yet, use
/// <see cref="CloudWatchLogsEmulator.Faults"/>.
/// </remarks>
public sealed class LiveTailSession
{
    readonly object _gate = new();
    readonly ResourceNaming _naming;
    readonly StateSignal _changed;
    readonly LiveTailSampler _sampler;
    readonly List<LiveTailFault> _faults = [];
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _updates;

    internal LiveTailSession(string id, LiveTailCriteria criteria, LiveTailOptions options, ResourceNaming naming, StateSignal changed)
    {
        Id = id;
        Criteria = criteria;
        _naming = naming;
        _changed = changed;
        _sampler = new(options.UpdateLimit);
        Outbox = new(options.BufferedUpdates, 10L * options.UpdateLimit);
        StartedAt = options.Clock.GetUtcNow();
    }

    /// <summary>The session's identifier, as its client sees it in <c>sessionStart</c>.</summary>
    public string Id { get; }

    /// <summary>When the session started, by the emulator's clock.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The groups it shows, as the client named them.</summary>
    public IReadOnlyList<string> LogGroupIdentifiers => Criteria.Identifiers;

    /// <summary>The number of updates sent to the client's connection.</summary>
    public int SentUpdates { get; private set; }

    /// <summary>The number of events sent to the client's connection.</summary>
    public long SentEvents { get; private set; }

    /// <summary>The number of updates dropped because the client did not read.</summary>
    public int DroppedUpdates => Outbox.Dropped;

    /// <summary>The number of events that <see cref="LoseEvents"/> has lost.</summary>
    public int LostEvents { get; private set; }

    /// <summary>Whether <see cref="GoSilent"/> has taken effect.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Completes when either side has ended the session.</summary>
    public Task Ended => _ended.Task;

    internal LiveTailCriteria Criteria { get; }

    internal LiveTailOutbox Outbox { get; }

    internal bool HasStarted { get; set; }

    /// <summary>Send half of the update, then cut the connection.</summary>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void CutMidFrame(bool withEvents = false) => Add(new(LiveTailFaultKind.CutMidFrame), withEvents);

    /// <summary>Send the whole update, then cut the connection.</summary>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void CutBetweenFrames(bool withEvents = false) => Add(new(LiveTailFaultKind.CutBetweenFrames), withEvents);

    /// <summary>Send the whole update, then end the response normally.</summary>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void EndCleanly(bool withEvents = false) => Add(new(LiveTailFaultKind.EndCleanly), withEvents);

    /// <summary>Send nothing more, and keep the connection open.</summary>
    /// <param name="withEvents">Wait for an update that contains events, which is not sent.</param>
    public void GoSilent(bool withEvents = false) => Add(new(LiveTailFaultKind.GoSilent), withEvents);

    /// <summary>Send the update with a wrong message checksum.</summary>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void CorruptMessageChecksum(bool withEvents = false) => Add(new(LiveTailFaultKind.CorruptMessageChecksum), withEvents);

    /// <summary>Send the update with a wrong checksum of its first eight bytes.</summary>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void CorruptPreludeChecksum(bool withEvents = false) => Add(new(LiveTailFaultKind.CorruptPreludeChecksum), withEvents);

    /// <summary>Send the update and, in the same write, an exception of the public model; then end the response.</summary>
    /// <param name="type">The exception's type: <c>SessionStreamingException</c>, <c>SessionTimeoutException</c> or any other.</param>
    /// <param name="message">The exception's message.</param>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void EndWithException(string type = "SessionStreamingException", string message = "An unknown error occurred.", bool withEvents = false) =>
        Add(new(LiveTailFaultKind.Exception, type, message), withEvents);

    /// <summary>Send the update and, in the same write, an error that the public model does not contain; then end the response.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error's message.</param>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void EndWithError(string code = "InternalFailure", string message = "An internal failure occurred.", bool withEvents = false) =>
        Add(new(LiveTailFaultKind.Error, code, message), withEvents);

    /// <summary>Send an event of a type that no client knows before the update, and continue.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void SendUnknownEvent(string type = "sessionWeather", bool withEvents = false) =>
        Add(new(LiveTailFaultKind.UnknownEvent, type), withEvents);

    /// <summary>Silently lose the events of the update, as the service is known to do; the update is sent empty.</summary>
    /// <param name="withEvents">Wait for an update that contains events.</param>
    public void LoseEvents(bool withEvents = true) => Add(new(LiveTailFaultKind.LoseEvents), withEvents);

    /// <summary>End the session now as after its three hours: with <c>SessionTimeoutException</c>, after the updates that wait.</summary>
    public void Expire() => Outbox.Expire();

    internal void Add(LiveTailFault fault)
    {
        lock (_gate) _faults.Add(fault);
    }

    // Called for each put.
    internal void Offer(LogGroup group, LogStream stream, ReadOnlySpan<LogRecord> records)
    {
        if (!Criteria.Includes(group, stream)) return;
        var identifier = _naming(group.Name);
        lock (_gate)
        {
            foreach (ref readonly var record in records)
            {
                if (Criteria.Pattern.Matches(record.Message)) _sampler.Add(new(identifier, stream.Name, record));
            }
        }
    }

    // Called by the session's timer.
    internal void Tick()
    {
        LiveTailUpdate update;
        lock (_gate) update = _sampler.Take();
        if (Outbox.Add(update)) _changed.Pulse();
    }

    // Returns the fault that this update meets, if any.
    internal LiveTailFault? TakeFault(LiveTailUpdate update)
    {
        lock (_gate)
        {
            var passed = _updates++;
            var fault = _faults.Find(f => f.AfterUpdates <= passed && (!f.WithEvents || update.Results.Count > 0));
            if (fault is not null) _faults.Remove(fault);
            return fault;
        }
    }

    internal void CountSent(LiveTailUpdate update)
    {
        SentUpdates++;
        SentEvents += update.Results.Count;
        _changed.Pulse();
    }

    internal void CountLost(LiveTailUpdate update)
    {
        LostEvents += update.Results.Count;
        _changed.Pulse();
    }

    internal void BecomeSilent()
    {
        IsSilent = true;
        _changed.Pulse();
    }

    internal void End() => _ended.TrySetResult();

    void Add(LiveTailFault fault, bool withEvents) => Add(fault with { WithEvents = withEvents });
}

using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

/// <summary>
/// Where callers leave their events for the loop, in parts: pages that are filled one after the other under a short lock, taken whole and used
/// again. It also keeps the number of events accepted and not settled yet, and the memory that these and the refused ones take until they are reported,
/// which is what its limits bound.
/// </summary>
sealed class EventQueue
{
    /// <summary>Events on a page.</summary>
    public const int PageSize = 1_024;

    /// <summary>More empty pages are not kept for the next burst.</summary>
    const int KeptPages = 64;

    /// <summary>The loop is woken when events of so many bytes have come, as when there are many: room must not run out before it looks.</summary>
    const long WakeAtBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Once this part of the queue's bytes is taken, the service does not keep up: new events may wait for long, and the large strings among them are
    /// copied. Below it nothing is worth a copy.
    /// </summary>
    const int CopyShare = 64;

    readonly int _limit;
    readonly long _limitBytes;
    readonly long _acceptBytes;
    readonly bool _blockWhenFull;
    readonly bool _keepWhole;
    readonly long _copyAtBytes;
    readonly int _wakeAt;
    readonly int _pressureAt;
    readonly long _pressureAtBytes;
    readonly LogEventLevel _urgentLevel;
    readonly LoopSignal _signal;
    readonly StreamNameTemplate? _hints;

    // All below is guarded by the gate, which is the ledger's: an event is counted out of one state and into the next in one step.
    readonly object _gate;
    readonly Queue<(CapturedEvents Events, bool Urgent)> _pages = new();
    readonly Stack<CapturedEvents> _spare = new(KeptPages);
    readonly SharedTemplates _templates = new();
    CapturedEvents _filling = new();
    TaskCompletionSource? _room;
    int _count;
    int _waiting;
    long _waitingBytes;

    /// <summary>Those of the waiting bytes that are in batches.</summary>
    long _packedBytes;

    /// <summary>Those of the waiting bytes that are still here.</summary>
    long _queuedBytes;
    long _accepted;

    /// <summary>Whether an event that must not wait is on the page that is being filled.</summary>
    bool _urgent;

    bool _wakeOnNext;
    bool _closed;
    bool _ended;

    /// <param name="ledger">Where refused events are counted.</param>
    /// <param name="keepWhole">Whether events are kept as the objects they are.</param>
    /// <param name="template">Tells what to keep of an event's stream that only its caller knows.</param>
    public EventQueue(in EventQueueLimits limits, LoopSignal signal, SinkLedger ledger, bool keepWhole = false, StreamNameTemplate? template = null)
    {
        Refused = new Refusals(ledger, signal, limits.Bytes);
        _gate = ledger.Gate;
        _limit = limits.Events;
        _limitBytes = limits.Bytes;
        _acceptBytes = limits.Bytes - (limits.Bytes / Refusals.Share * 2);
        _copyAtBytes = limits.Bytes / CopyShare;
        _blockWhenFull = limits.BlockWhenFull;
        _keepWhole = keepWhole;
        _wakeAt = limits.WakeAtEvents;
        _pressureAt = Math.Max(1, (int)(limits.Events * 3L / 4));
        _pressureAtBytes = limits.Bytes / 4 * 3;
        _urgentLevel = limits.UrgentLevel;
        _signal = signal;
        _hints = template is { TakesHints: true } ? template : null;
    }

    /// <summary>All events that callers brought while the loop ran, refused ones included.</summary>
    public long Emitted
    {
        get { lock (_gate) return _accepted + Refused.Total; }
    }

    /// <summary>All events that were let in: the position of the newest one.</summary>
    public long Accepted
    {
        get { lock (_gate) return _accepted; }
    }

    /// <summary>Events accepted and neither delivered nor reported yet.</summary>
    public int Waiting
    {
        get { lock (_gate) return _waiting; }
    }

    /// <summary>
    /// Whether more may be packed. Packing hardly takes memory, since an event was let in with what its text was expected to take, but the text may be
    /// longer; and however full the queue is, enough is packed to keep the wire busy.
    /// </summary>
    public bool HasRoomToPack
    {
        get { lock (_gate) return _waitingBytes < _limitBytes || _packedBytes < _limitBytes / 4; }
    }

    /// <summary>What is kept in memory at the moment, roughly, in bytes.</summary>
    public long WaitingBytes
    {
        get { lock (_gate) return _waitingBytes; }
    }

    /// <summary>Whether there is little room left, and nothing here that the loop could still take.</summary>
    public bool AllTakenUnderPressure
    {
        get { lock (_gate) return _count == 0 && (_waiting >= _pressureAt || _waitingBytes >= _pressureAtBytes); }
    }

    /// <summary>Whether as many events are here as the loop is woken for: no more that come will wake it.</summary>
    public bool IsWorthATurn
    {
        get { lock (_gate) return _count >= _wakeAt || _queuedBytes >= WakeAtBytes; }
    }

    /// <summary>The events that were not let in.</summary>
    public Refusals Refused { get; }

    /// <summary>
    /// Leaves an event for the loop: to be sent, or, when there is no room or the sink is closing, to be reported. False once the loop has ended:
    /// then it is the caller's to report.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEnqueue(LogEvent logEvent)
    {
        // User code, and so not with the gate held.
        var hint = _hints is null ? default : _hints.HintOf(logEvent);
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_ended) return false;
                if (_closed)
                {
                    Refused.Add(CloudWatchFailureReason.Closed, logEvent);
                    return true;
                }

                if (_waiting < _limit && _waitingBytes < _acceptBytes)
                {
                    if (Accept(logEvent, in hint)) _signal.Set();
                    return true;
                }

                if (!_blockWhenFull)
                {
                    Refused.Add(CloudWatchFailureReason.QueueFull, logEvent);
                    return true;
                }

                // A task, since the pool makes up for its threads that wait on one: the loop needs threads of the same pool to make room.
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            _signal.Set();
            room.Wait();
        }
    }

    /// <summary>
    /// Gives the loop the oldest page, if there is any, which it gives back by <see cref="Return"/>. <paramref name="urgent"/> tells whether an event
    /// that must not wait is on it.
    /// </summary>
    public CapturedEvents? Take(out bool urgent)
    {
        lock (_gate)
        {
            urgent = false;
            if (_count == 0) return null;
            if (_pages.Count == 0) TurnPage();
            (var page, urgent) = _pages.Dequeue();
            _count -= page.Count;
            _queuedBytes -= page.ExpectedBytes;
            return page;
        }
    }

    /// <summary>Takes back a page that nothing reads any more.</summary>
    public void Return(CapturedEvents page)
    {
        // The batches hold the events now: kept here too, what is left of them would outlive its delivery.
        page.Clear();
        lock (_gate)
        {
            if (_spare.Count < KeptPages) _spare.Push(page);
        }
    }

    /// <summary>Gives the memory of the last burst back.</summary>
    public void Trim()
    {
        lock (_gate) _spare.Clear();
    }

    /// <summary>Asks for a wake-up at the next event. False if one is there already.</summary>
    public bool TryArmWakeUp()
    {
        lock (_gate)
        {
            if (_count > 0) return false;
            _wakeOnNext = true;
            return true;
        }
    }

    /// <summary>Events are in batches now.</summary>
    /// <param name="expected">What they were let in with.</param>
    /// <param name="kept">What they take.</param>
    public void CountPacked(long expected, long kept)
    {
        lock (_gate)
        {
            _waitingBytes += kept - expected;
            _packedBytes += kept;
        }
    }

    /// <summary>Events were delivered or are lost, which is counted at the same time: others may take their places.</summary>
    public void Leave(int events)
    {
        lock (_gate)
        {
            _waiting -= events;
            MakeRoom();
        }
    }

    /// <summary>Nothing keeps the events of a batch any more: there is room for others.</summary>
    /// <param name="kept">What they took.</param>
    public void FreePacked(long kept)
    {
        lock (_gate)
        {
            _packedBytes -= kept;
            _waitingBytes -= kept;
            MakeRoom();
        }
    }

    /// <summary>Nothing keeps events any more that were in no batch.</summary>
    /// <param name="expected">What they were let in with.</param>
    public void FreeUnpacked(long expected)
    {
        lock (_gate)
        {
            _waitingBytes -= expected;
            MakeRoom();
        }
    }

    /// <summary>From here on nothing is accepted; callers that wait for room come back, refused.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            MakeRoom();
        }

        _signal.Set();
    }

    /// <summary>The loop is at its end, but for reporting what was refused until now.</summary>
    public void End()
    {
        lock (_gate) _ended = true;
    }

    void TurnPage()
    {
        // What can throw comes first: a page that is full is in the queue once, and the next one is not it.
        var next = _spare.TryPop(out var page) ? page : new CapturedEvents(PageSize);
        _pages.Enqueue((_filling, _urgent));
        _filling = next;
        _urgent = false;
    }

    void MakeRoom()
    {
        _room?.TrySetResult();
        _room = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Accept(LogEvent logEvent, in StreamHint hint)
    {
        if (_filling.Count == PageSize) TurnPage();

        // What can throw comes first: an event that is on the page is counted.
        if (_hints is not null) _filling.MakeRoomForHint();
        var (before, queued) = (_filling.ExpectedBytes, _queuedBytes);
        var sharedBytes = _templates.BytesOf(logEvent.MessageTemplate) + hint.Bytes;
        _filling.CopiesLargeStrings = _waitingBytes >= _copyAtBytes;
        if (_keepWhole) _filling.AddWholeMeasured(logEvent, sharedBytes);
        else _filling.AddMeasured(logEvent, sharedBytes);
        var bytes = _filling.ExpectedBytes - before;
        _queuedBytes += bytes;
        _waitingBytes += bytes;
        if (_hints is not null) _filling.SetHint(hint);
        _count++;
        _waiting++;
        _accepted++;
        var urgent = logEvent.Level >= _urgentLevel;
        _urgent |= urgent;
        var isMuch = queued < WakeAtBytes && _queuedBytes >= WakeAtBytes;
        if (!urgent && !_wakeOnNext && _count != _wakeAt && _waiting != _pressureAt && !isMuch) return false;
        _wakeOnNext = false;
        return true;
    }
}

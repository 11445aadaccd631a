using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// Multi-producer, single-consumer queue: events are captured in parts on pooled pages under one short lock, and the loop takes a page at a time. It
// also counts accepted, unsettled events and the memory that they and the refused ones take until they are reported, which its limits bound.
sealed class EventQueue
{
    // The number of events on a page: so many keep its arrays off the large object heap, where what survives lets garbage gather.
    public const int PageSize = 512;

    // The most empty pages kept for the next burst: as many as a full queue of the default size has.
    const int KeptPages = 400;

    // Wakes the loop when events of this many bytes have arrived, even if they are few: room must not run out before the loop takes them.
    const long WakeAtBytes = 4 * 1024 * 1024;

    // Once this part of the queue's bytes is used, the service is not keeping up: new events may wait for long, and large strings in them are copied.
    // Below it a copy is not worth its cost.
    const int CopyShare = 64;

    readonly int _limit;
    readonly long _limitBytes;
    readonly long _acceptBytes;
    readonly bool _blockWhenFull;
    readonly long _copyAtBytes;
    readonly int _wakeAt;
    readonly int _pressureAt;
    readonly long _pressureAtBytes;
    readonly LogEventLevel _urgentLevel;
    readonly LoopSignal _signal;
    readonly StreamNameTemplate? _hints;
    readonly RefusedGarbage _garbage;

    // Everything below is guarded by the gate, which is the ledger's: an event moves from one state to the next in one step.
    readonly object _gate;
    readonly Queue<(CapturedEvents Events, bool Urgent)> _pages = new();
    readonly Stack<CapturedEvents> _spare = new(KeptPages);
    readonly SharedTemplates _templates = new();
    CapturedEvents _filling = new();
    TaskCompletionSource? _room;
    int _count;
    int _waiting;
    long _waitingBytes;

    // The waiting bytes that are in batches.
    long _packedBytes;

    // The waiting bytes that are still in the queue.
    long _queuedBytes;
    long _accepted;

    // Whether the page being filled contains an event that must not wait.
    bool _urgent;

    bool _wakeOnNext;
    bool _closed;
    bool _ended;

    // ledger counts refused events. template tells what to keep that only the caller knows about an event's stream.
    public EventQueue(in EventQueueLimits limits, LoopSignal signal, SinkLedger ledger, StreamNameTemplate? template = null, RefusedGarbage? garbage = null)
    {
        Refused = new Refusals(ledger, signal, limits.Bytes);
        _gate = ledger.Gate;
        _limit = limits.Events;
        _limitBytes = limits.Bytes;
        _acceptBytes = limits.Bytes - (limits.Bytes / Refusals.Share * 2);
        _copyAtBytes = limits.Bytes / CopyShare;
        _blockWhenFull = limits.BlockWhenFull;
        _wakeAt = limits.WakeAtEvents;
        _pressureAt = Math.Max(1, (int)(limits.Events * 3L / 4));
        _pressureAtBytes = limits.Bytes / 4 * 3;
        _urgentLevel = limits.UrgentLevel;
        _signal = signal;
        _garbage = garbage ?? new RefusedGarbage();
        _hints = template is { TakesHints: true } ? template : null;
    }

    // All events from callers while the loop ran, including refused ones.
    public long Emitted
    {
        get { lock (_gate) return _accepted + Refused.Total; }
    }

    // All accepted events: the position of the newest one.
    public long Accepted
    {
        get { lock (_gate) return _accepted; }
    }

    // The number of events accepted and neither delivered nor reported yet.
    public int Waiting
    {
        get { lock (_gate) return _waiting; }
    }

    // Whether more events may be packed. Packing takes little extra memory, because an event is accepted with the expected size of its text, but the
    // text may be longer; and however full the queue is, enough is packed to keep puts running.
    public bool HasRoomToPack
    {
        get { lock (_gate) return _waitingBytes < _limitBytes || _packedBytes < _limitBytes / 4; }
    }

    // The approximate bytes currently kept in memory.
    public long WaitingBytes
    {
        get { lock (_gate) return _waitingBytes; }
    }

    // Whether there is little room left, and nothing in the queue that the loop could still take.
    public bool AllTakenUnderPressure
    {
        get { lock (_gate) return _count == 0 && (_waiting >= _pressureAt || _waitingBytes >= _pressureAtBytes); }
    }

    // Whether there are as many events as it takes to wake the loop, so that further ones will not wake it.
    public bool IsWorthATurn
    {
        get { lock (_gate) return _count >= _wakeAt || _queuedBytes >= WakeAtBytes; }
    }

    // The refused events.
    public Refusals Refused { get; }

    // Leaves an event for the loop, to be sent or, if the queue is full or closing, to be reported. Returns false once the loop has ended; then the
    // caller must report it.
    public bool TryEnqueue(LogEvent logEvent)
    {
        // User code, so it runs without the gate.
        var hint = _hints is null ? default : _hints.HintOf(logEvent);
        return TryEnqueue(logEvent, in hint);
    }

    // The same with what is known of the event's stream.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEnqueue(LogEvent logEvent, in StreamHint hint)
    {
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
                    break;
                }

                // A task, because the pool compensates for threads that block on one: the loop needs pool threads to make room.
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            _signal.Set();
            room.Wait();
        }

        _garbage.Add(logEvent);
        return true;
    }

    // Takes the oldest page, if there is any; the loop gives it back with Return. urgent tells whether it contains an event that must not wait.
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

    // Takes back a page that is no longer read.
    public void Return(CapturedEvents page)
    {
        // The batches do not need its events any more. Kept here, their objects would outlive their delivery.
        page.Clear();
        lock (_gate)
        {
            if (_spare.Count < KeptPages) _spare.Push(page);
        }
    }

    // Releases the memory of the last burst.
    public void Trim()
    {
        lock (_gate) _spare.Clear();
    }

    // Requests a wake-up at the next event. Returns false if there already is one.
    public bool TryArmWakeUp()
    {
        lock (_gate)
        {
            if (_count > 0) return false;
            _wakeOnNext = true;
            return true;
        }
    }

    // Called when events are in batches: expected is the size with which they were accepted, kept the size that they take.
    public void CountPacked(long expected, long kept)
    {
        lock (_gate)
        {
            _waitingBytes += kept - expected;
            _packedBytes += kept;
        }
    }

    // Called when events are delivered or lost, in the same step as they are counted: others may take their places.
    public void Leave(int events)
    {
        lock (_gate)
        {
            _waiting -= events;
            MakeRoom();
        }
    }

    // Called when a batch has released its events, which took kept bytes: there is room for others.
    public void FreePacked(long kept)
    {
        lock (_gate)
        {
            _packedBytes -= kept;
            _waitingBytes -= kept;
            MakeRoom();
        }
    }

    // Called when events that were in no batch are released; expected is the size with which they were accepted.
    public void FreeUnpacked(long expected)
    {
        lock (_gate)
        {
            _waitingBytes -= expected;
            MakeRoom();
        }
    }

    // Stops accepting events; callers that wait for room return, refused.
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            MakeRoom();
        }

        _signal.Set();
    }

    // Called when the loop only has to report the refusals so far.
    public void End()
    {
        lock (_gate) _ended = true;
    }

    void TurnPage()
    {
        // Steps that can throw come first: a full page must be in the queue once, and not be filled further.
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

        // Steps that can throw come first: an event on the page must be counted.
        if (_hints is not null) _filling.MakeRoomForHint();
        var (before, queued) = (_filling.ExpectedBytes, _queuedBytes);
        var sharedBytes = _templates.BytesOf(logEvent.MessageTemplate) + hint.Bytes;
        _filling.CopiesLargeStrings = _waitingBytes >= _copyAtBytes;
        _filling.AddMeasured(logEvent, sharedBytes);
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

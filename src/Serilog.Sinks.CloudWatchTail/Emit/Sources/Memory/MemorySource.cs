using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// Events that wait in memory: in the queue's pages until they are in batches, and there until the service has answered for them. Methods that every
// event passes, here and in later stages, skip tiered compilation: most bursts are in a process's first seconds, and unoptimized code lets the queue
// grow until collecting it costs more than sending it.
sealed class MemorySource : IEventSource, IEventOwner
{
    // Bytes are accounted for in steps of about this size, because each takes the queue's lock.
    const int BytesPerAccount = 64 * 1024;

    // After failing for lack of memory this often in a row, an event is reported as lost.
    const int MostTries = 3;

    readonly EmitSettings _settings;
    readonly EventQueue _queue;
    readonly StreamRouter _streams;
    readonly SinkLedger _ledger;
    readonly FailureReporter _reporter;
    readonly Failures _failures;
    readonly EventCosts _costs;
    readonly OverBudgetEvents _overBudget;
    readonly Utf8Buffer _message;

    readonly HeldPages _pages;

    CapturedEvents? _page;
    int _position;
    int _tries;
    bool _urgent;

    // What has been moved into batches and not reported to the queue yet.
    (long Expected, long Kept) _unaccounted;

    public MemorySource(EmitSettings settings, EventQueue queue, StreamRouter streams, MessageRenderer renderer, SinkLedger ledger, FailureReporter reporter)
    {
        _settings = settings;
        _message = new Utf8Buffer(insideString: settings.EscapesMessages);
        _queue = queue;
        _pages = new HeldPages(queue, settings.Loop, settings.QueueLimitBytes);
        _streams = streams;
        Renderer = renderer;
        _ledger = ledger;
        _costs = ledger.Costs;
        _reporter = reporter;
        _failures = new Failures(settings.LogGroup);
        _overBudget = new OverBudgetEvents(_costs, reporter, _failures);
    }

    public MessageRenderer Renderer { get; }

    // All events moved into batches or reported.
    public long Taken { get; private set; }

    public long MemoryBytes => _queue.WaitingBytes;

    public long StoredBytes => 0;

    public long Waiting => _queue.Waiting;

    public long AtRisk => _queue.Waiting;

    public bool KeepsUndelivered => false;

    public bool CanGoOn => _page is not null && _queue.HasRoomToPack;

    public bool IsWorthATurn => _page is null && _queue.IsWorthATurn;

    public bool IsShortOfRoom => _page is not null || _queue.AllTakenUnderPressure;

    public long NextLook => long.MaxValue;

    public bool TryAccept(LogEvent logEvent)
    {
        try
        {
            return _queue.TryEnqueue(logEvent);
        }
        catch (OutOfMemoryException)
        {
            _queue.Refused.AddNumber();
            return true;
        }
    }

    public bool TryAcceptHeld(LogEvent logEvent, in StreamHint hint)
    {
        try
        {
            return _queue.TryEnqueue(logEvent, in hint);
        }
        catch (OutOfMemoryException)
        {
            _queue.Refused.AddNumber();
            return true;
        }
    }

    public SourceMark Mark() => new MemoryMark(this, _queue.Accepted);

    public SourceCounts Counts() => new(_queue.Emitted, 0, 0, _queue.Waiting, 0);

    public DateTimeOffset? OldestStored() => null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public FillResult Fill(IEventReceiver receiver, Func<bool> send, long due, long now)
    {
        _settings.Loop.AssertOwned();

        // Events emitted from now on are left for the next turn, because the loop has other work.
        var upTo = _queue.Accepted;
        var took = false;
        while (TryTakePage())
        {
            took = true;
            Fill(_page, receiver, send, due, now);
            if (_position < _page.Count) break;
            _page = null;
            _pages.EndTaking();
            if (Taken >= upTo) break;
        }

        var urgent = took && _urgent;
        if (took) _urgent = false;
        return new FillResult(took, urgent);
    }

    public WakeUp ArmWakeUp() => _queue.TryArmWakeUp() ? WakeUp.Armed : WakeUp.EventIsHere;

    public void Persist()
    {
        // Acknowledgements are final at once.
        _overBudget.HandOver();
    }

    public void Close() => _queue.Close();

    public void Abandon()
    {
        while (TryTakePage())
        {
            if (_position < _page.Count) Abandon(_page, _position);
            _page = null;
            _pages.EndTaking();
        }
    }

    public void End() => _queue.End();

    public IReadOnlyList<(string Place, long Events)> Finish() => [];

    public void GoLive()
    {
        // No earlier sink leaves anything here.
    }

    public void Trim()
    {
        _pages.Trim();
        _queue.Trim();
    }

    public void Dispose() => _message.Dispose();

    public HeldEvents CreateHeld() => new MemoryEvents(this, _pages);

    public bool AllWait(ISourceBatch batch) => true;

    public void Acknowledge(ISourceBatch batch, int from, int to)
    {
        lock (_ledger.Gate)
        {
            _ledger.AddDelivered(to - from);
            _queue.Leave(to - from);
        }
    }

    public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to)
    {
        var held = (MemoryEvents)batch.Held;
        var events = new LogEvent?[to - from];
        for (var i = from; i < to; i++) events[i - from] = held.ToLogEvent(batch.ArrivalOf(i));
        return events;
    }

    public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events)
    {
        CountLost(reason, to - from);
        return 0;
    }

    public void Release(long bytes) => _queue.FreePacked(bytes);

    [MemberNotNullWhen(true, nameof(_page))]
    bool TryTakePage()
    {
        if (_page is not null) return true;
        _page = _pages.Take(out var urgent);
        _urgent |= urgent;
        _position = 0;
        return _page is not null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Fill(CapturedEvents page, IEventReceiver receiver, Func<bool> send, long due, long now)
    {
        var first = _position;
        _unaccounted = default;
        try
        {
            if (!_queue.HasRoomToPack) return;
            while (_position < page.Count)
            {
                if (TakeOne(page[_position], receiver, due, now)) send();
                if (_unaccounted.Kept < BytesPerAccount) continue;
                Account();
                if (!_queue.HasRoomToPack) return;
            }
        }
        finally
        {
            Account();
            Taken += _position - first;
        }
    }

    // Moves one event into a batch. Returns whether a batch became ready to send.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TakeOne(scoped in CapturedEvent captured, IEventReceiver receiver, long due, long now)
    {
        var charged = -1;
        try
        {
            var stream = _streams.Route(in captured);
            var timestamp = captured.Timestamp.ToUnixTimeMilliseconds();
            if (timestamp < 0)
            {
                RefuseOne(in captured, Failures.Before1970);
                return false;
            }

            _message.Clear();
            Renderer.Render(in captured, receiver.EventSizeLimitBytes, _message);

            if (_costs.HasBudget)
            {
                if (!_costs.TryTake(captured.Level, _message.TextLength, now))
                {
                    RefuseOverBudget(in captured);
                    return false;
                }

                charged = _message.TextLength;
            }

            // An event that was behind a full queue is long due, but was never tried.
            var arriving = new ArrivingEvent(_position, timestamp, due, Math.Max(due, now) + _settings.RetryTicks);
            var kept = receiver.Receive(this, stream, in arriving, new WrittenText(_message), out var sealedOne);

            // The event is in a batch and must not be taken again, whatever happens from here on.
            _position++;
            _tries = 0;
            _costs.Count(captured.Level, captured.Template, _message.TextLength);
            _unaccounted = (_unaccounted.Expected + CapturedSize.WithBody(captured.Head.Bytes), _unaccounted.Kept + kept);
            return sealedOne;
        }
        catch (OutOfMemoryException) when (++_tries < MostTries)
        {
            // The event stays where it is, for the next turn.
            if (charged >= 0) _costs.GiveBack(charged);
            throw;
        }
        catch (Exception ex)
        {
            if (charged >= 0) _costs.GiveBack(charged);
            RefuseOne(in captured, Failures.CannotBePacked, ex);
            return false;
        }
    }

    void Account()
    {
        var (expected, kept) = _unaccounted;
        _unaccounted = default;
        _queue.CountPacked(expected, kept);
    }

    void RefuseOne(scoped in CapturedEvent captured, string why, Exception? exception = null)
    {
        var expected = CapturedSize.WithBody(captured.Head.Bytes);
        var loss = _failures.InvalidEvent(captured.ToLogEvent(), why, exception: exception);

        // Nothing throws from here on.
        CountLost(loss.Reason, 1);
        _pages.Drop(_position++, 1);
        _tries = 0;
        _reporter.Tell(loss);
        _queue.FreeUnpacked(expected);
    }

    void RefuseOverBudget(scoped in CapturedEvent captured)
    {
        var expected = CapturedSize.WithBody(captured.Head.Bytes);
        _overBudget.Add(in captured, _message.TextLength);

        // Nothing throws from here on.
        CountLost(CloudWatchFailureReason.OverBudget, 1);
        _pages.Drop(_position++, 1);
        _tries = 0;
        _queue.FreeUnpacked(expected);
    }

    void Abandon(CapturedEvents page, int from)
    {
        var events = page.ToLogEvents(from, page.Count);
        long expected = 0;
        for (var i = from; i < page.Count; i++) expected += CapturedSize.WithBody(page[i].Head.Bytes);
        var loss = _failures.NotSentBeforeTheEnd(events);

        // Nothing throws from here on.
        CountLost(loss.Reason, events.Length);
        _pages.Drop(from, events.Length);
        _reporter.Tell(loss);
        _queue.FreeUnpacked(expected);
    }

    void CountLost(CloudWatchFailureReason reason, int events)
    {
        lock (_ledger.Gate)
        {
            _ledger.AddLost(reason, events);
            _queue.Leave(events);
        }
    }
}

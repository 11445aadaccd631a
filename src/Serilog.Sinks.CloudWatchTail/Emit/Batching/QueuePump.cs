using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>The part of the loop's turn that takes pages out of the queue and packs their events. Only the loop touches it.</summary>
sealed class QueuePump
{
    /// <summary>Bytes are accounted for in steps of about so many, since that takes the queue's lock.</summary>
    const int BytesPerAccount = 64 * 1024;

    /// <summary>An event for which memory does not suffice so many times in a row is reported instead.</summary>
    const int MostTries = 3;

    readonly EventQueue _queue;
    readonly StreamRouter _router;
    readonly LogEventPacker _packer;
    readonly BatchShipper _shipper;
    readonly OutcomeHandler _outcomes;
    readonly RefusalReport _refusals;
    readonly TimeProvider _timeProvider;
    readonly long _retryTicks;

    CapturedEvents? _page;
    int _position;
    int _tries;
    bool _urgent;

    /// <summary>What was packed since it was last told to the queue.</summary>
    (long Expected, long Kept) _unaccounted;

    public QueuePump(
        EventQueue queue, StreamRouter router, LogEventPacker packer, BatchShipper shipper, OutcomeHandler outcomes, RefusalReport refusals,
        CloudWatchSinkOptions options)
    {
        _queue = queue;
        _router = router;
        _packer = packer;
        _shipper = shipper;
        _outcomes = outcomes;
        _refusals = refusals;
        _timeProvider = options.TimeProvider;
        _retryTicks = _timeProvider.ToTimestampTicks(options.RetryTimeLimit);
    }

    /// <summary>All events that were taken out of the queue and packed or reported.</summary>
    public long Packed { get; private set; }

    /// <summary>Whether a page is here that is not packed to its end, for want of room.</summary>
    public bool IsHolding => _page is not null;

    /// <summary>Whether there is room for more of the page that is held.</summary>
    public bool CanGoOn => _page is not null && _queue.HasRoomToPack;

    /// <summary>Whether something was taken since the last call that must not wait.</summary>
    public bool TakeUrgent()
    {
        var urgent = _urgent;
        _urgent = false;
        return urgent;
    }

    /// <summary>Takes what is in the queue, and packs it as far as there is room. Whether anything was there.</summary>
    /// <param name="due">When a batch that is opened wants to be sent.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Turn(long due, long now)
    {
        // Events that are emitted while this is packed are left for the next turn: there are others to be served.
        var upTo = _queue.Accepted;
        var took = false;
        while (TryTakePage())
        {
            took = true;
            Pack(_page, due, now);
            if (_position < _page.Count) return true;
            _queue.Return(_page);
            _page = null;
            if (Packed >= upTo) break;
        }

        return took;
    }

    /// <summary>Reports all that is left in the queue as lost.</summary>
    public void Abandon()
    {
        while (TryTakePage())
        {
            if (_position < _page.Count) _refusals.Abandon(_page, _position);
            _page = null;
        }
    }

    [MemberNotNullWhen(true, nameof(_page))]
    bool TryTakePage()
    {
        if (_page is not null) return true;
        _page = _queue.Take(out var urgent);
        _urgent |= urgent;
        _position = 0;
        return _page is not null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Pack(CapturedEvents page, long due, long now)
    {
        var first = _position;
        _unaccounted = default;
        try
        {
            if (!_queue.HasRoomToPack) return;
            while (_position < page.Count)
            {
                PackOne(page[_position], due, now);
                if (_unaccounted.Kept < BytesPerAccount) continue;
                Account();
                if (!_queue.HasRoomToPack) return;
            }
        }
        finally
        {
            Account();
            Packed += _position - first;
        }
    }

    void Account()
    {
        var (expected, kept) = _unaccounted;
        _unaccounted = default;
        _queue.CountPacked(expected, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void PackOne(scoped in CapturedEvent logEvent, long due, long now)
    {
        bool sealedOne;
        try
        {
            var stream = _router.Route(in logEvent);
            var timestamp = logEvent.Timestamp.ToUnixTimeMilliseconds();
            if (timestamp < 0)
            {
                RefuseOne(in logEvent, "its time is before 1970, which the service does not take");
                return;
            }

            // What stood behind a full queue is due long since, but was never tried.
            var deadline = Math.Max(due, now) + _retryTicks;
            var kept = _packer.Add(stream, in logEvent, timestamp, due, deadline, out sealedOne);

            // It is in a batch, and whatever happens from here on, it is not packed again.
            _position++;
            _tries = 0;
            _unaccounted = (_unaccounted.Expected + CapturedSize.WithBody(logEvent.Head.Bytes), _unaccounted.Kept + kept);
        }
        catch (OutOfMemoryException) when (++_tries < MostTries)
        {
            // It waits where it is, for the next turn.
            throw;
        }
        catch (Exception ex)
        {
            RefuseOne(in logEvent, "it could not be packed", ex);
            return;
        }

        if (!sealedOne) return;

        // Puts go out while the rest is still being packed.
        now = _timeProvider.GetTimestamp();
        _shipper.Collect(now);
        _shipper.Ship(now);
    }

    void RefuseOne(scoped in CapturedEvent logEvent, string why, Exception? exception = null)
    {
        var expected = CapturedSize.WithBody(logEvent.Head.Bytes);
        var loss = _outcomes.LossOf(logEvent.ToLogEvent(), why, exception);

        // From here on nothing throws.
        _outcomes.CountLost(loss);
        _position++;
        _tries = 0;
        _outcomes.Tell(loss, expected);
    }
}

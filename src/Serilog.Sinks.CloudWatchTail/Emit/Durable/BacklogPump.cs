using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>The part of the loop's turn that concerns what is on the disk. Only the loop touches it, but for <see cref="Mark"/>.</summary>
sealed class BacklogPump
{
    /// <summary>So many batches are packed before the loop looks at everything else again.</summary>
    const int BatchesPerTurn = 16;

    readonly Backlog _backlog;
    readonly BatchShipper _shipper;
    readonly StreamRouter _router;
    readonly TimeProvider _timeProvider;
    bool _flushFirst;
    int _flushAsked;

    public BacklogPump(Backlog backlog, BatchShipper shipper, StreamRouter router, CloudWatchSinkOptions options)
    {
        _backlog = backlog;
        _shipper = shipper;
        _router = router;
        _timeProvider = options.TimeProvider;
        _flushFirst = options.EagerlyEmitFirstEvent;
    }

    /// <summary>Events on the disk that are neither delivered nor reported.</summary>
    public long Waiting => _backlog.Waiting;

    /// <summary>Whether as much is in memory as may be.</summary>
    public bool IsFull => _backlog.IsFull;

    /// <summary>Whether the turn ended before all was read that could be.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The time stamp at which the disk is looked at again without anybody's asking.</summary>
    public long NextLook => _backlog.NextLook;

    /// <summary>What is on the disk now, for a flush to wait for.</summary>
    public BacklogMark Mark()
    {
        Volatile.Write(ref _flushAsked, 1);
        return _backlog.Mark();
    }

    /// <summary>Reads into batches and sends them meanwhile. Whether anything was read.</summary>
    /// <param name="due">When a batch that is opened wants to be sent.</param>
    public bool Turn(long due, long now)
    {
        // More may be on the disk than is read ahead of what is delivered: while all wait after a failure, none of the rest is read.
        if (Interlocked.Exchange(ref _flushAsked, 0) == 1) _router.CutWaitsShort();
        _backlog.BeginTurn(now);
        var any = Pack(due);
        if (!_backlog.TakeUrgent() && !(any && _flushFirst)) return any;
        _flushFirst &= !any;
        _router.MarkAllDue();
        return any;
    }

    /// <summary>Asks for a wake-up at the next event. False if one is there already.</summary>
    public bool TryArmWakeUp() => _backlog.TryArmWakeUp();

    /// <summary>Writes down what is settled, and deletes it.</summary>
    public void Persist() => HasMore |= _backlog.Persist();

    bool Pack(long due)
    {
        var any = false;
        for (var batches = 0; batches < BatchesPerTurn; batches++)
        {
            any |= _backlog.Pack(due, out var sealedOne);
            HasMore = sealedOne;
            if (!sealedOne) return any;

            // Puts go out while the rest is still being read.
            var now = _timeProvider.GetTimestamp();
            _shipper.Collect(now);
            _shipper.Ship(now);
            if (!_shipper.IsBusy || !_router.AnyToBeSent(now)) continue;

            // The next put is ready already: what is on the disk takes no memory there until it is needed. An answer wakes the loop.
            HasMore = false;
            return any;
        }

        return any;
    }
}

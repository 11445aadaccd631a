using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>The flushes that one sink was asked for and has not completed. Only the loop touches it, but for <see cref="Add"/>.</summary>
sealed class FlushRequests(StreamRouter router, BatchShipper shipper, RefusalReport refusals, BatchPool pool)
{
    readonly ConcurrentQueue<FlushRequest> _asked = new();
    readonly List<FlushRequest> _begun = [];
    bool _ended;

    public void Add(FlushRequest request)
    {
        _asked.Enqueue(request);

        // A loop that has ended has reported all there was, and sees no request any more.
        if (Volatile.Read(ref _ended)) CompleteLate();
    }

    /// <summary>Lets what was asked for be sent.</summary>
    /// <param name="packed">How many of the accepted events are in batches.</param>
    public void Begin(long packed)
    {
        while (_asked.TryPeek(out var request))
        {
            _begun.Add(request);
            _asked.TryDequeue(out _);

            // Here already: what is asked for may not be packed yet for want of the room that a stream's wait keeps.
            router.CutWaitsShort();
        }

        foreach (var flush in _begun)
        {
            if (flush.LastBatchId is not null || packed < flush.Position || flush.Backlog is { IsRead: false }) continue;
            flush.LastBatchId = pool.LastId;
            router.MarkAllDue();
            router.CutWaitsShort();
        }
    }

    /// <summary>Completes those whose events are all delivered or reported.</summary>
    public void Complete(long now)
    {
        for (var i = _begun.Count - 1; i >= 0; i--)
        {
            if (_begun[i].LastBatchId is not { } last || shipper.HasOutstandingUpTo(last)) continue;
            refusals.ReportWhenDue(now, force: true);
            _begun[i].Complete();
            _begun.RemoveAt(i);
        }
    }

    /// <summary>Completes all, now and from now on: nothing waits any more.</summary>
    public void End()
    {
        foreach (var flush in _begun) flush.Complete();
        Volatile.Write(ref _ended, true);
        CompleteLate();
    }

    void CompleteLate()
    {
        while (_asked.TryDequeue(out var late)) late.Complete();
    }
}

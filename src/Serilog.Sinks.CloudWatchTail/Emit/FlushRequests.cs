using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>The flushes that one sink was asked for and has not completed. Only the loop touches it, but for <see cref="Add"/>.</summary>
sealed class FlushRequests(StreamTable batches, BatchPool pool, DeliveryTable streams, Shipper shipper, RefusalReport refusals)
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

    /// <summary>Cuts back-offs before batches are filled: the events to flush may be waiting for room held by a stream that is backing off.</summary>
    public void Begin()
    {
        while (_asked.TryPeek(out var request))
        {
            // What can throw comes first: a flush that was in neither would never complete.
            _begun.Add(request);
            _asked.TryDequeue(out _);
            streams.CutBackOffs();
        }
    }

    /// <summary>Lets all batches be sent once the events to flush are in them.</summary>
    public void Send()
    {
        foreach (var flush in _begun)
        {
            if (!flush.TryBegin(pool.LastId)) continue;
            batches.MarkAllDue();
            streams.CutBackOffs();
        }
    }

    /// <summary>Completes those whose events are all delivered or reported.</summary>
    public void Complete(long now)
    {
        for (var i = _begun.Count - 1; i >= 0; i--)
        {
            if (_begun[i].LastBatchId is not { } last || shipper.HasOutstandingUpTo(last)) continue;
            refusals.ReportNow(now);
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

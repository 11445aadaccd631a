using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The pending flushes of one sink. Apart from Add, only the loop uses it.
sealed class FlushRequests(StreamTable batches, BatchPool pool, DeliveryTable streams, Shipper shipper, RefusalReport refusals)
{
    readonly ConcurrentQueue<FlushRequest> _asked = new();
    readonly List<FlushRequest> _begun = [];
    bool _ended;

    public void Add(FlushRequest request)
    {
        _asked.Enqueue(request);

        // A loop that has ended has reported everything, and no longer sees requests.
        if (Volatile.Read(ref _ended)) CompleteLate();
    }

    // Cuts back-offs before batches are filled: the events to flush may be waiting for room held by a stream that is backing off.
    public void Begin()
    {
        while (_asked.TryPeek(out var request))
        {
            // Steps that can throw come first: a flush that was in neither list would never complete.
            _begun.Add(request);
            _asked.TryDequeue(out _);
            streams.CutBackOffs();
        }
    }

    // Makes all batches due once the events to flush are in them.
    public void Send()
    {
        foreach (var flush in _begun)
        {
            if (!flush.TryBegin(pool.LastId)) continue;
            batches.MarkAllDue();
            streams.CutBackOffs();
        }
    }

    // Completes the flushes whose events are all delivered or reported.
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

    // Completes all flushes, now and from now on: nothing waits any more.
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

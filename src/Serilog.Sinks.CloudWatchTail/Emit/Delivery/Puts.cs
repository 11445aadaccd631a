using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>The puts that are under way, each on its own. How one ended is written into its place, where the loop finds it.</summary>
sealed class Puts(GroupUpdate update, EmitSettings settings, SinkLedger ledger, LoopSignal signal, SinkScope scope, CancellationToken stop)
{
    readonly PutCall[] _calls = [.. Enumerable.Range(0, settings.MaxConcurrentRequests).Select(static _ => new PutCall())];
    readonly BatchList _batches = new();
    int _underWay;
    long _started;

    /// <summary>Puts that were sent and not answered yet; may be read from anywhere.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>The batches that are being put, answered ones included until <see cref="EndIfHandled"/>.</summary>
    public BatchList Batches => _batches;

    public bool MayStart => _batches.Count < _calls.Length;

    public ReadOnlySpan<PutCall> Calls => _calls;

    /// <summary>The number of the newest put.</summary>
    public long Newest => _started - 1;

    public void Start(PackedBatch batch, StreamDelivery stream)
    {
        var call = Array.Find(_calls, static c => c.Batch is null)!;
        _batches.AddLast(batch);
        call.Begin(batch, stream, _started++);
        Interlocked.Increment(ref _underWay);
        try
        {
            _ = PutAsync(call, batch);
        }
        catch (OutOfMemoryException)
        {
            // Not even the task could be made. What was to be done at its end is done, or never will be.
            End(call);
        }
    }

    /// <summary>A batch stays under way until what follows from its answer is done: whatever fails on the way there, the answer is looked at again.</summary>
    public void EndIfHandled(PutCall call, PackedBatch batch)
    {
        if (batch.Links.List != _batches) call.Free();
    }

    // Expected to be infallible: a batch that never came back would be waited for for ever.
    async Task PutAsync(PutCall put, PackedBatch batch)
    {
        var started = settings.Now();
        string? errorCode;
        try
        {
            // The turn that starts a put has its own scope, which ends before the put does.
            using var call = scope.Enter();
            var body = batch.Body;
            ledger.AddRequest(body.Length);
            var response = await update.PutAsync(new PutLogEventsRequest(settings.LogGroup, batch.Stream.Name, body), stop).ConfigureAwait(false);
            put.Outcome = new DeliveryOutcome(response, null);
        }
        catch (CloudWatchLogsException ex)
        {
            put.Outcome = new DeliveryOutcome(null, ex);
        }
        catch (Exception ex)
        {
            put.Outcome = new DeliveryOutcome(null, new CloudWatchLogsException(
                ex.Message, ex, ex.GetType().Name, CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true));
        }
        finally
        {
            // Taken before the end, since the place is the loop's from there on; and ended also when there is not memory enough to say how.
            errorCode = put.Outcome.Accepted ? null : put.Outcome.ErrorOrUnknown.ErrorCode;
            End(put);
        }

        // Last, since a listener is user code and may throw.
        SinkMetrics.RecordPut(settings.TimeProvider.GetElapsedTime(started), settings.LogGroup, errorCode);
    }

    void End(PutCall call)
    {
        if (!call.TryEnd()) return;
        Interlocked.Decrement(ref _underWay);
        signal.Set();
    }
}

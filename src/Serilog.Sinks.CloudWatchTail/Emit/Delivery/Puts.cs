using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The puts in flight, which run independently. Each writes its result to its slot, where the loop finds it.
sealed class Puts(GroupUpdate update, EmitSettings settings, SinkLedger ledger, LoopSignal signal, SinkScope scope, CancellationToken stop)
{
    readonly PutCall[] _calls = [.. Enumerable.Range(0, settings.MaxConcurrentRequests).Select(static _ => new PutCall())];
    readonly BatchList _batches = new();
    int _underWay;
    long _started;

    // The number of puts sent and not answered yet; any thread may read it.
    public int UnderWay => Volatile.Read(ref _underWay);

    // The batches being put, including answered ones until EndIfHandled.
    public BatchList Batches => _batches;

    public bool MayStart => _batches.Count < _calls.Length;

    public ReadOnlySpan<PutCall> Calls => _calls;

    // The number of the newest put.
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
            // Not even the task could be created. Its final steps are done here, or never will be.
            End(call);
        }
    }

    // A batch stays in flight until its result is handled: if handling fails, the result is handled again.
    public void EndIfHandled(PutCall call, PackedBatch batch)
    {
        if (batch.Links.List != _batches) call.Free();
    }

    // Expected to be infallible: the loop would wait forever for a batch that never came back.
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
            // Read before the end, because the slot then belongs to the loop; and the put ends even if there is not enough memory for the code.
            errorCode = put.Outcome.Accepted ? null : put.Outcome.ErrorOrUnknown.ErrorCode;
            End(put);
        }

        // Last, because a listener is user code and may throw.
        SinkMetrics.RecordPut(settings.TimeProvider.GetElapsedTime(started), settings.LogGroup, errorCode);
    }

    void End(PutCall call)
    {
        if (!call.TryEnd()) return;
        // The loop is woken first: once no call is under way, it knows of every answer.
        signal.Set();
        Interlocked.Decrement(ref _underWay);
    }
}

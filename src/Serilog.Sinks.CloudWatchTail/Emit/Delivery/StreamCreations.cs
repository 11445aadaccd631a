using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The calls that create streams, which run independently. Each writes its result to the stream's state, where the loop finds it, so that no result is
// lost for lack of memory.
sealed class StreamCreations(StreamProvisioner provisioner, LoopSignal signal, SinkScope scope, CancellationToken stop)
{
    // Used only by the loop: the number of calls started whose result it has not handled.
    int _started;

    int _underWay;

    public bool Any => _started > 0;

    // The number of calls sent and not answered yet; any thread may read it.
    public int UnderWay => Volatile.Read(ref _underWay);

    public void Start(StreamDelivery stream)
    {
        stream.BeginProvisioning();
        _started++;
        Interlocked.Increment(ref _underWay);
        try
        {
            _ = CreateAsync(stream);
        }
        catch (OutOfMemoryException)
        {
            // Not even the task could be created.
            End(stream, ProvisionOutcome.Unknown);
        }
    }

    // Returns whether the creation of the stream has ended since the last call. error is null if the stream exists now.
    public bool TryEnd(StreamDelivery stream, out CloudWatchLogsException? error)
    {
        if (!stream.TryEndProvisioning(out error)) return false;
        _started--;
        return true;
    }

    async Task CreateAsync(StreamDelivery stream)
    {
        var outcome = ProvisionOutcome.Unknown;
        try
        {
            // The turn that starts a call has its own scope, which ends before the call does.
            using var call = scope.Enter();
            outcome = await provisioner.TryProvisionAsync(stream.Name, stop).ConfigureAwait(false) is { } error
                ? new ProvisionOutcome(error)
                : ProvisionOutcome.Created;
        }
        catch (Exception ex)
        {
            outcome = new ProvisionOutcome(new CloudWatchLogsException(ex.Message, ex, ex.GetType().Name, CloudWatchLogsErrorClass.Unavailable));
        }
        finally
        {
            End(stream, outcome);
        }
    }

    void End(StreamDelivery stream, ProvisionOutcome outcome)
    {
        if (!stream.TrySetProvisioned(outcome)) return;
        // The loop is woken first: once no call is under way, it knows of every answer.
        signal.Set();
        Interlocked.Decrement(ref _underWay);
    }
}

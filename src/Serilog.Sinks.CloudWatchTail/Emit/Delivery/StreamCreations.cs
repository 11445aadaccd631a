using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// The calls that create streams, each on its own. How one ended is written into the stream's state, where the loop finds it, so that no outcome can be
/// lost for want of memory.
/// </summary>
sealed class StreamCreations(StreamProvisioner provisioner, LoopSignal signal, SinkScope scope, CancellationToken stop)
{
    // The loop's own: those that were started and not looked at since.
    int _started;

    int _underWay;

    public bool Any => _started > 0;

    /// <summary>Calls that were sent and not answered yet; may be read from anywhere.</summary>
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
            // Not even the task could be made.
            End(stream, ProvisionOutcome.Unknown);
        }
    }

    /// <summary>Whether the stream's creation has ended since the last time.</summary>
    /// <param name="error">Why it failed; none if the stream is there.</param>
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
        Interlocked.Decrement(ref _underWay);
        signal.Set();
    }
}

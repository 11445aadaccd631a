namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;

/// <summary>Lets many callers share one flush to the disk: who comes while one is under way waits for the next, which then covers all who wait.</summary>
sealed class GroupCommit
{
    // Both are guarded by the gate.
    readonly object _gate = new();
    long _flushed;
    bool _flushing;

    /// <summary>Returns when everything up to a record is on the disk.</summary>
    /// <param name="upTo">The number behind the record.</param>
    /// <param name="flush">Flushes, and returns the number behind the last record that this covers.</param>
    public void Wait(long upTo, Func<long> flush)
    {
        lock (_gate)
        {
            while (_flushing && _flushed < upTo) Monitor.Wait(_gate);
            if (_flushed >= upTo) return;
            _flushing = true;
        }

        var covered = 0L;
        try
        {
            covered = flush();
        }
        finally
        {
            lock (_gate)
            {
                _flushed = Math.Max(_flushed, covered);
                _flushing = false;
                Monitor.PulseAll(_gate);
            }
        }
    }
}

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;

// Lets many callers share one flush to the disk: a caller that arrives during a flush waits for the next one, which covers all waiting callers.
sealed class GroupCommit
{
    // Both are guarded by the gate.
    readonly object _gate = new();
    long _flushed;
    bool _flushing;

    // Returns when everything up to a record is on disk. upTo is the number after the record. flush flushes and returns the number after the last
    // record that this covered.
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

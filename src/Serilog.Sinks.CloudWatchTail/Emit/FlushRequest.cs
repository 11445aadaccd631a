using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// A flush waits until everything that a sink held at some moment is delivered or reported.
sealed class FlushRequest(FlushWait wait, SourceMark mark)
{
    int _completed;

    // The newest batch that contains one of these events; null while some are not in a batch yet.
    public long? LastBatchId { get; private set; }

    // Returns whether all of these events have entered batches since the last call. newestBatch is the newest existing batch.
    public bool TryBegin(long newestBatch)
    {
        if (LastBatchId is not null || !mark.IsTaken) return false;
        LastBatchId = newestBatch;
        return true;
    }

    public void Complete()
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0) wait.CompleteOne();
    }
}

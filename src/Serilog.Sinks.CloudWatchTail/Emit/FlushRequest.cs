using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>A flush waits until all that waited in a sink at some moment is delivered or reported.</summary>
sealed class FlushRequest(FlushWait wait, SourceMark mark)
{
    int _completed;

    /// <summary>The newest batch that holds one of these events; none while some are not in a batch yet.</summary>
    public long? LastBatchId { get; private set; }

    /// <summary>Whether all of these events have come into batches since the last call.</summary>
    /// <param name="newestBatch">The newest batch that there is.</param>
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

using Serilog.Sinks.CloudWatchTail.Emit.Durable;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>A flush waits until all that one sink had accepted up to a position is delivered or reported.</summary>
sealed class FlushRequest
{
    readonly FlushWait _wait;
    int _completed;

    public FlushRequest(FlushWait wait, long position, BacklogMark? backlog = null)
    {
        _wait = wait;
        Position = position;
        Backlog = backlog;
    }

    /// <summary>How many events had been accepted when it was asked for.</summary>
    public long Position { get; }

    /// <summary>In durable mode, what was on the disk then.</summary>
    public BacklogMark? Backlog { get; }

    /// <summary>The newest batch that holds one of these events; none while some are still in the queue.</summary>
    public long? LastBatchId { get; set; }

    public void Complete()
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0) _wait.CompleteOne();
    }
}

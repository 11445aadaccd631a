using Serilog.Sinks.CloudWatchTail.Emit.Durable;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>Somebody waits until all that was accepted up to a position is delivered or reported.</summary>
sealed class FlushRequest
{
    readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FlushRequest(long position, BacklogMark? backlog = null)
    {
        Position = position;
        Backlog = backlog;
    }

    /// <summary>How many events had been accepted when it was asked for.</summary>
    public long Position { get; }

    /// <summary>In durable mode, what was on the disk then.</summary>
    public BacklogMark? Backlog { get; }

    /// <summary>The newest batch that holds one of these events; none while some are still in the queue.</summary>
    public long? LastBatchId { get; set; }

    public Task Completion => _completed.Task;

    public void Complete() => _completed.TrySetResult();
}

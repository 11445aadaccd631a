namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>Somebody waits until all that was accepted up to a position is delivered or reported.</summary>
sealed class FlushRequest
{
    readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FlushRequest(long position)
    {
        Position = position;
    }

    /// <summary>How many events had been accepted when it was asked for.</summary>
    public long Position { get; }

    /// <summary>The newest batch that holds one of these events; none while some are still in the queue.</summary>
    public long? LastBatchId { get; set; }

    public Task Completion => _completed.Task;

    public void Complete() => _completed.TrySetResult();
}

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>
/// A thread of the loop's own. Callers may hold every thread of the pool while they wait for room, and the loop must make that room; and a thread
/// of the pool that has nothing more to do spins for a while, which at hundreds of wake-ups a second costs as much as rendering.
/// </summary>
static class LoopThread
{
    public const string Name = "CloudWatch sink";

    /// <summary>Completes when the loop has ended.</summary>
    public static Task Start(Action loop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                loop();
                ended.SetResult();
            }
            catch (Exception ex)
            {
                // An exception that left the thread would end the process.
                ended.SetException(ex);
            }
        })
        {
            IsBackground = true,
            Name = Name,
        };
        thread.UnsafeStart();
        return ended.Task;
    }
}

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// Gives the loop its own thread. Callers that wait for room may hold every pool thread, and the loop must make that room. Also, an idle pool thread
// spins for a while, which at hundreds of wake-ups a second costs as much as rendering.
static class LoopThread
{
    public const string Name = "CloudWatch sink";

    // Starts the loop and returns a task that completes when it has ended.
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
                // An unhandled exception on the thread would end the process.
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

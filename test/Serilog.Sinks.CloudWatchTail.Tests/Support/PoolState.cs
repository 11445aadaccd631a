namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>What the thread pool is doing, for the message of a wait that took too long.</summary>
static class PoolState
{
    public static string Now => $"the pool has {ThreadPool.ThreadCount} threads and {ThreadPool.PendingWorkItemCount} items that wait";
}

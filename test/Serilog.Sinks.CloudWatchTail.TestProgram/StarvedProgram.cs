using System.Diagnostics;
using Amazon.Runtime;
using Serilog;
using Serilog.Sinks.CloudWatchTail;

/// <summary>A process whose thread pool is full of work that blocks. It says how long the end of its logger takes, or a flush.</summary>
static class StarvedProgram
{
    const int Blocked = 400;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>For a machine that has other things to do. A pool that has to grow by so many threads takes minutes.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static int Run(string what, string serviceUrl)
    {
        using var blocked = new ManualResetEventSlim();
        var logger = new LoggerConfiguration()
            .WriteTo.CloudWatch(
                logGroup: "/child",
                logStream: "child",
                shutdownTimeLimit: Limit,
                fallback: to => to.Sink(new StandardOutput()),
                serviceUrl: serviceUrl,
                region: "us-east-1",
                credentials: new BasicAWSCredentials("test", "test"))
            .CreateLogger();

        // The first event waits for an answer that comes when the pool is full.
        logger.Information("event 0");
        if (what == "flush")
        {
            CloudWatchSinks.FlushAllAsync().GetAwaiter().GetResult();
            var flushes = new CountdownEvent(Environment.ProcessorCount * 4);
            for (var i = 0; i < flushes.InitialCount; i++)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    logger.Information("event");
                    CloudWatchSinks.FlushAllAsync().GetAwaiter().GetResult();
                    flushes.Signal();
                });
            }

            flushes.Wait();
            Console.WriteLine("flushed");
            return 0;
        }

        for (var i = 0; i < Blocked; i++) ThreadPool.UnsafeQueueUserWorkItem(_ => blocked.Wait(), null);
        for (var i = 1; i < 10; i++) logger.Information("event {I}", i);
        var began = Stopwatch.GetTimestamp();
        logger.Dispose();
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(took < Limit + Tolerance ? "ended in time" : $"ended after {took}");

        // Not by returning: the work that blocks is not to be waited for.
        Environment.Exit(0);
        return 0;
    }
}

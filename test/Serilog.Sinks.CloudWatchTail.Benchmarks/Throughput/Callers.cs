namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The threads that log.</summary>
static class Callers
{
    /// <summary>Writes the events of a case from as many threads as it asks for, and returns what these used.</summary>
    public static CallerUsage Run(BenchCase bench, ILogger logger, EventSource source, int count, int pace)
    {
        if (bench.Threads == 1) return RunOne(logger, source, 0, count, pace);

        var total = default(CallerUsage);
        var gate = new object();
        var share = count / bench.Threads;
        var threads = Enumerable.Range(0, bench.Threads).Select(t => new Thread(() =>
        {
            var used = RunOne(logger, source, t * share, share, pace / bench.Threads);
            lock (gate) total += used;
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return total;
    }

    static CallerUsage RunOne(ILogger logger, EventSource source, int from, int count, int pace)
    {
        var before = CallerUsage.Now();
        Pacer.Run(from, count, pace, number => source.Write(logger, number));
        return CallerUsage.Now() - before;
    }
}

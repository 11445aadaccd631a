namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Makes a result of what was read before and after.</summary>
static class Results
{
    public static CaseResult Of(
        BenchCase bench, long events, ProcessUsage before, ProcessUsage after, CallerUsage caller, DrainCounts sentBefore, DrainCounts sentAfter, double messageBytes)
    {
        // At rest nothing is divided by: the columns then stand for the whole interval.
        var per = Math.Max(1.0, events);
        var wall = before.SecondsUntil(after);
        var jit = before.JitUsUntil(after);
        return new CaseResult(
            bench.Name,
            bench.Formatter,
            events,
            sentAfter.Events - sentBefore.Events,
            Math.Round((after.CpuUs - before.CpuUs - jit) / per, 4),
            Math.Round(caller.CpuUs * 1000 / per, 1),
            Math.Round((after.AllocatedBytes - before.AllocatedBytes) / per, 2),
            Math.Round(caller.AllocatedBytes / per, 2),
            Math.Round(ProcessUsage.PeakRssMb(), 1),
            sentAfter.Requests - sentBefore.Requests,
            Math.Round(messageBytes, 1),
            Math.Round((sentAfter.WireBytes - sentBefore.WireBytes) / per, 1),
            Math.Round(jit / per, 4),
            Math.Round(wall, 3),
            Math.Round((after.WakeUps - before.WakeUps) / wall, 1),
            Math.Round(events / wall),
            Math.Round((after.GcPauseUs - before.GcPauseUs) / per, 4),
            $"{after.Gen0 - before.Gen0}/{after.Gen1 - before.Gen1}/{after.Gen2 - before.Gen2}");
    }
}

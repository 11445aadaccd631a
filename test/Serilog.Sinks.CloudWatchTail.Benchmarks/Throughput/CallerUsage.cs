namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What the callers of a case cost by themselves.</summary>
readonly record struct CallerUsage(double CpuUs, long AllocatedBytes)
{
    public static CallerUsage Now() => new(ProcessUsage.ThreadCpuUs(), GC.GetAllocatedBytesForCurrentThread());

    public static CallerUsage operator -(CallerUsage later, CallerUsage earlier) =>
        new(later.CpuUs - earlier.CpuUs, later.AllocatedBytes - earlier.AllocatedBytes);

    public static CallerUsage operator +(CallerUsage one, CallerUsage other) =>
        new(one.CpuUs + other.CpuUs, one.AllocatedBytes + other.AllocatedBytes);
}

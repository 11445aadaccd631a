using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What the program runs on.</summary>
static class Machine
{
    const string CpuInfo = "/proc/cpuinfo";

    public static string Describe() =>
        $"{Environment.ProcessorCount} cores of {ProcessorName()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB of memory, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    static string ProcessorName()
    {
        var line = System.IO.File.Exists(CpuInfo) ? System.IO.File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}

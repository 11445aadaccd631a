using System.Runtime;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What the process had used up at one moment: two of them make a measurement.</summary>
readonly record struct ProcessUsage(double CpuUs, double JitUs, long AllocatedBytes, long WakeUps, long Timestamp)
{
    const int Self = 0, CallingThread = 1;

    public static ProcessUsage Now()
    {
        // Precise: allocation contexts of other threads are counted up to the byte.
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        GetRusage(Self, out var usage);
        var jit = JitInfo.GetCompilationTime(currentThread: false).TotalMicroseconds;
        return new ProcessUsage(usage.CpuUs, jit, allocated, usage.VoluntarySwitches, TimeProvider.System.GetTimestamp());
    }

    /// <summary>User and system time of the calling thread.</summary>
    public static double ThreadCpuUs()
    {
        GetRusage(CallingThread, out var usage);
        return usage.CpuUs;
    }

    /// <summary>The most memory that the process has had resident, in bytes of 1,048,576.</summary>
    public static double PeakRssMb()
    {
        const string label = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(label, StringComparison.Ordinal));
        return double.Parse(line[label.Length..].Replace("kB", "", StringComparison.Ordinal)) / 1024;
    }

    public double SecondsUntil(ProcessUsage later) => TimeProvider.System.GetElapsedTime(Timestamp, later.Timestamp).TotalSeconds;

    [DllImport("libc", EntryPoint = "getrusage")]
    static extern int GetRusage(int who, out ResourceUsage usage);

    [StructLayout(LayoutKind.Sequential)]
    struct ResourceUsage
    {
        public long UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
        public long MaxRss, SharedMemory, UnsharedData, UnsharedStack, MinorFaults, MajorFaults, Swaps;
        public long BlocksIn, BlocksOut, MessagesSent, MessagesReceived, Signals, VoluntarySwitches, InvoluntarySwitches;

        public readonly double CpuUs => (UserSeconds + SystemSeconds) * 1e6 + UserMicroseconds + SystemMicroseconds;
    }
}

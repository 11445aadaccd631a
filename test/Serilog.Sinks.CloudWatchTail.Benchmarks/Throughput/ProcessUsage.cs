using System.Runtime;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What the process had used up at one moment: two of them make a measurement.</summary>
readonly record struct ProcessUsage(double CpuUs, double JitUs, double TieringUs, long AllocatedBytes, long WakeUps, double GcPauseUs, int Gen0, int Gen1, int Gen2, long Timestamp)
{
    const int Self = 0, CallingThread = 1;

    /// <summary>At the beginning: what reading itself costs comes first.</summary>
    public static ProcessUsage AtStart()
    {
        var tiering = TieringThread.CpuUs();
        return Read(tiering, Allocated());
    }

    /// <summary>At the end: what reading itself costs comes last.</summary>
    public static ProcessUsage AtEnd()
    {
        var usage = Read(0, Allocated());
        return usage with { TieringUs = TieringThread.CpuUs() };
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
        var line = System.IO.File.ReadLines("/proc/self/status").First(l => l.StartsWith(label, StringComparison.Ordinal));
        return double.Parse(line[label.Length..].Replace("kB", "", StringComparison.Ordinal)) / 1024;
    }

    /// <summary>Processor time spent compiling. On a quiet machine the two agree; on a busy one the smaller is right.</summary>
    public double JitUsUntil(ProcessUsage later)
    {
        var elapsed = later.JitUs - JitUs;
        var used = later.TieringUs - TieringUs;
        return used >= 0 ? Math.Min(elapsed, used) : Math.Min(elapsed, later.CpuUs - CpuUs);
    }

    public double SecondsUntil(ProcessUsage later) => TimeProvider.System.GetElapsedTime(Timestamp, later.Timestamp).TotalSeconds;

    // Precise: allocation contexts of other threads are counted up to the byte.
    static long Allocated() => GC.GetTotalAllocatedBytes(precise: true);

    static ProcessUsage Read(double tieringUs, long allocated)
    {
        GetRusage(Self, out var usage);
        return new ProcessUsage(usage.CpuUs, JitInfo.GetCompilationTime(currentThread: false).TotalMicroseconds, tieringUs, allocated, usage.VoluntarySwitches,
            GC.GetTotalPauseDuration().TotalMicroseconds, GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), TimeProvider.System.GetTimestamp());
    }

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

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>
/// What the runtime's tiering thread has used. JitInfo counts elapsed time, which on a busy machine holds the waiting for a processor; nearly all
/// compiling happens on this one thread, whose processor time the kernel knows.
/// </summary>
static class TieringThread
{
    // The kernel keeps fifteen characters of a thread's name.
    const string Name = ".NET Tiered Com";

    public static double CpuUs()
    {
        var nanoseconds = 0L;
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            try
            {
                if (System.IO.File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd() != Name) continue;
                nanoseconds += long.Parse(System.IO.File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0]);
            }
            catch (IOException)
            {
                // The thread ended meanwhile.
            }
        }

        return nanoseconds / 1000.0;
    }
}

using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// Collects the large strings of events that found no room. They are garbage at once, but the runtime collects large objects in the background while
// callers go on, and the more they add meanwhile, the more it lets gather before the next collection: a flood of large events takes hundreds of
// megabytes more than is alive. A collection that stops the callers prevents that. Thread-safe.
// ordinaryBytes and collect are the runtime's unless a test replaces them.
sealed class RefusedGarbage(Func<long>? ordinaryBytes = null, Action? collect = null)
{
    // Creating so many bytes of strings takes longer than collecting them.
    public const long CollectAtBytes = 32 * 1024 * 1024;

    // In a process whose ordinary objects take more, a collection stops the callers for too long.
    public const long MostOrdinaryBytes = 64 * 1024 * 1024;

    readonly Func<long> _ordinaryBytes = ordinaryBytes ?? OrdinaryBytes;
    readonly Action _collect = collect ?? Collect;
    long _bytes;

    // Adds a refused event. It may collect, so the caller must hold no lock. Never throws.
    public void Add(LogEvent logEvent)
    {
        var bytes = CapturedSize.OfLargeStrings(logEvent);
        if (bytes == 0) return;

        // Only one of several callers reaches the limit.
        var sum = Interlocked.Add(ref _bytes, bytes);
        if (sum < CollectAtBytes || sum - bytes >= CollectAtBytes) return;
        Interlocked.Exchange(ref _bytes, 0);
        try
        {
            if (_ordinaryBytes() <= MostOrdinaryBytes) _collect();
        }
        catch (OutOfMemoryException)
        {
            // The event is refused already, and counted.
        }
    }

    // What the collector moves and marks object by object, at the end of the last collection.
    static long OrdinaryBytes()
    {
        long bytes = 0;
        foreach (ref readonly var generation in GC.GetGCMemoryInfo(GCKind.Any).GenerationInfo[..(GC.MaxGeneration + 1)]) bytes += generation.SizeAfterBytes;
        return bytes;
    }

    static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
}

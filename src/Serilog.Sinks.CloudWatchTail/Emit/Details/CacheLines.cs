using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Has the processor fetch memory that is needed soon, while it does something else: what is held exceeds its caches.
static class CacheLines
{
    const int Line = 64;

    // Without effect where the processor takes no such hint.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T first, int bytes)
    {
        if (!Sse.IsSupported) return;

        // The garbage collector may move the object meanwhile: then the hint is for nothing, and nothing else.
        var start = (byte*)Unsafe.AsPointer(ref first);
        for (var i = 0; i < bytes; i += Line) Sse.Prefetch0(start + i);
    }
}

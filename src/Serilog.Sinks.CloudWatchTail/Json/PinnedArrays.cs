using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Arrays too large for the ordinary heap, on the heap of pinned objects, used again until the next full collection. On the large object heap what
// survives decides how much garbage the runtime lets gather there, up to several times as much: what is kept for a service that is down would make
// that a large share of the process, whatever the application's own large strings take.
static class PinnedArrays
{
    // Larger arrays come from here.
    public const int LongestOrdinary = 64 * 1024;

    // Arrays of each size that are used again; held weakly, so that the next full collection takes them.
    const int KeptPerSize = 8;

    const int Sizes = 32;

    static readonly WeakReference<byte[]?>[][] Free = [.. Enumerable.Range(0, Sizes).Select(_ => Enumerable.Range(0, KeptPerSize).Select(_ => new WeakReference<byte[]?>(null)).ToArray())];

    public static byte[] Rent(int least)
    {
        var size = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)least), (uint)Array.MaxLength);
        var free = Free[BitOperations.Log2((uint)size)];
        lock (free)
        {
            foreach (var slot in free)
            {
                if (!slot.TryGetTarget(out var array) || array.Length != size) continue;
                slot.SetTarget(null);
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(size, pinned: true);
    }

    public static void Return(byte[] array)
    {
        var free = Free[BitOperations.Log2((uint)array.Length)];
        lock (free)
        {
            foreach (var slot in free)
            {
                if (slot.TryGetTarget(out _)) continue;
                slot.SetTarget(array);
                return;
            }
        }
    }
}

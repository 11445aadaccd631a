using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Pool of arrays that would otherwise live on the large object heap. They come from the pinned object heap and are reused until the next full
// collection. The runtime sizes its garbage budget for the large object heap by what survives there, often to several times as much: events kept
// during an outage, plus the application's large strings, would multiply the memory of the process.
static class PinnedArrays
{
    // Arrays longer than this come from here.
    public const int LongestOrdinary = 64 * 1024;

    // The number of free arrays of each size. Weak references let the next full collection take them.
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

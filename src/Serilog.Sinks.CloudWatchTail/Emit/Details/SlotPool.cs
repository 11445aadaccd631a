using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Numbered places for values, in segments that stay where they are when more are added: a place that is returned is used again, however long its
// neighbours last. Not thread-safe, but a rented place may be read while others are rented.
sealed class SlotPool<T>
    where T : struct, ISlot
{
    const int SegmentBits = 8, SegmentSize = 1 << SegmentBits;

    T[][] _segments = [];
    int _free = -1;
    int _used;

    // Places that are rented.
    public int Count { get; private set; }

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _segments[index >> SegmentBits][index & (SegmentSize - 1)];
    }

    // Rents a place, which holds the default. Throws before anything is changed.
    public int Rent()
    {
        var index = _free;
        if (index >= 0)
        {
            ref var place = ref this[index];
            _free = place.Following;
            place.Following = 0;
        }
        else
        {
            if (_used == _segments.Length * SegmentSize) Grow();
            index = _used++;
        }

        Count++;
        return index;
    }

    public void Return(int index)
    {
        ref var place = ref this[index];
        place = default;
        place.Following = _free;
        _free = index;
        Count--;
    }

    // Gives the memory back if no place is rented.
    public void Trim()
    {
        if (Count > 0) return;
        (_segments, _free, _used) = ([], -1, 0);
    }

    void Grow() => _segments = [.. _segments, new T[SegmentSize]];
}

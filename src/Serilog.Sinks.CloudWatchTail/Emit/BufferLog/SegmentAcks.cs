namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// Tracks which records of a segment are settled: delivered, reported, or found to be lost. Puts complete in any order, so the checkpoint depends on
// the prefix without a gap. A record takes four bytes from when it is read until all records before it are settled.
sealed class SegmentAcks
{
    const int InitialCapacity = 256;

    // Everything below is guarded by the gate, which two threads take: the loop, and the caller whose event drops the segment.
    readonly object _gate = new();

    // The end of each record after the prefix, in a ring; complemented once the record is settled.
    int[] _ends = new int[InitialCapacity];
    int _head;
    int _length;
    long _prefix;
    long _prefixOffset;
    long _settled;
    bool _gone;

    // index is the number of records settled by an earlier process, offset the position of the first unsettled one.
    public SegmentAcks(long index, long offset)
    {
        _prefix = _settled = index;
        _prefixOffset = offset;
    }

    // The number of records settled without a gap from the beginning, and the position of the next one.
    public (long Index, long Offset) Prefix
    {
        get { lock (_gate) return (_prefix, _prefixOffset); }
    }

    // The number of settled records, including those after a gap.
    public long Settled
    {
        get { lock (_gate) return _settled; }
    }

    public bool IsGone
    {
        get { lock (_gate) return _gone; }
    }

    // Adds the next record, which ends at end in the segment. Returns false if the segment was dropped.
    public bool TryAdd(long end)
    {
        lock (_gate)
        {
            if (_gone) return false;
            Add((int)end);
            return true;
        }
    }

    // Adds lost records, which count as settled; the last of them ends at end in the segment. Returns how many that are, 0 if the segment was
    // dropped.
    public long AddLost(long count, long end)
    {
        lock (_gate)
        {
            if (_gone) return 0;
            _settled += count;
            if (_length == 0)
            {
                // A whole missing segment may have millions of records.
                _prefix += count;
                _prefixOffset = end;
                return count;
            }

            for (var i = 0; i < count; i++) Add(~(int)end);
            Advance();
            return count;
        }
    }

    // Marks a record as delivered or reported. Returns false if it already was, or was dropped with its segment.
    public bool Acknowledge(long index)
    {
        lock (_gate)
        {
            if (!IsOutstanding(index)) return false;
            ref var end = ref _ends[SlotOf(index)];
            end = ~end;
            _settled++;
            Advance();
            return true;
        }
    }

    // Whether a record that was read is neither settled nor dropped.
    public bool IsOpen(long index)
    {
        lock (_gate) return IsOutstanding(index);
    }

    // Drops the segment with its count records. Returns how many of them were unsettled, and whether any of these had been read.
    public (long Lost, bool AnyRead) Drop(long count)
    {
        lock (_gate)
        {
            if (_gone) return (0, false);
            _gone = true;
            var lost = count - _settled;
            var anyRead = _length > 0;
            _ends = [];
            _length = 0;
            return (lost, anyRead);
        }
    }

    bool IsOutstanding(long index) => !_gone && index >= _prefix && index < _prefix + _length && _ends[SlotOf(index)] >= 0;

    int SlotOf(long index) => (_head + (int)(index - _prefix)) & (_ends.Length - 1);

    void Add(int end)
    {
        if (_length == _ends.Length)
        {
            var bigger = new int[_ends.Length * 2];
            for (var i = 0; i < _length; i++) bigger[i] = _ends[(_head + i) & (_ends.Length - 1)];
            _ends = bigger;
            _head = 0;
        }

        _ends[(_head + _length++) & (_ends.Length - 1)] = end;
    }

    void Advance()
    {
        while (_length > 0 && _ends[_head] < 0)
        {
            _prefixOffset = ~_ends[_head];
            _prefix++;
            _head = (_head + 1) & (_ends.Length - 1);
            _length--;
        }
    }
}

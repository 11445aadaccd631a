namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>
/// Which records of a segment are settled: delivered, reported, or found to be lost. Puts are answered in any order, so that what counts for the
/// checkpoint is the run from the beginning. Records take four bytes each, from when they are read to when all before them are settled.
/// </summary>
sealed class SegmentAcks
{
    const int InitialCapacity = 256;

    // All below is guarded by the gate, which two take: the loop, and the caller whose event makes the segment go.
    readonly object _gate = new();

    /// <summary>Where each record from the prefix on ends, in a ring; negated (all bits) once it is settled.</summary>
    int[] _ends = new int[InitialCapacity];
    int _head;
    int _length;
    long _prefix;
    long _prefixOffset;
    long _settled;
    bool _gone;

    /// <param name="index">How many records were settled by an earlier process.</param>
    /// <param name="offset">Where the first one stands that was not.</param>
    public SegmentAcks(long index, long offset)
    {
        _prefix = _settled = index;
        _prefixOffset = offset;
    }

    /// <summary>How many records from the beginning are settled without a gap, and where the next one stands.</summary>
    public (long Index, long Offset) Prefix
    {
        get { lock (_gate) return (_prefix, _prefixOffset); }
    }

    /// <summary>All records that are settled, whatever stands between them.</summary>
    public long Settled
    {
        get { lock (_gate) return _settled; }
    }

    public bool IsGone
    {
        get { lock (_gate) return _gone; }
    }

    /// <summary>The next record was read. False if the segment is gone.</summary>
    /// <param name="end">Where in the segment it ends.</param>
    public bool TryAdd(long end)
    {
        lock (_gate)
        {
            if (_gone) return false;
            Add((int)end);
            return true;
        }
    }

    /// <summary>The next records are lost: they count as settled. How many that are, none if the segment is gone.</summary>
    /// <param name="end">Where in the segment the last of them ends.</param>
    public long AddLost(long count, long end)
    {
        lock (_gate)
        {
            if (_gone) return 0;
            _settled += count;
            if (_length == 0)
            {
                // Of a whole segment that is gone there may be millions.
                _prefix += count;
                _prefixOffset = end;
                return count;
            }

            for (var i = 0; i < count; i++) Add(~(int)end);
            Advance();
            return count;
        }
    }

    /// <summary>A record is delivered or reported. False if it was before, or has gone with its segment.</summary>
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

    /// <summary>Whether a record that was read is neither settled nor gone.</summary>
    public bool IsOpen(long index)
    {
        lock (_gate) return IsOutstanding(index);
    }

    /// <summary>The segment goes. How many of its records were not settled, and whether any of these had been read.</summary>
    /// <param name="count">How many records the segment has.</param>
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

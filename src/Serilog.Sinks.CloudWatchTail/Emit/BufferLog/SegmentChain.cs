namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// The segments of a set, oldest first. Hold the gate to add, remove or append to the newest.
sealed class SegmentChain
{
    readonly Queue<BufferSegment> _segments = new();
    long _lost;
    bool _lostMayBeStored;
    bool _hasDropped;

    public object Gate { get; } = new();

    // The size of all segments on disk.
    public long Bytes
    {
        get { lock (Gate) return _segments.Sum(s => s.End); }
    }

    // The number of records neither settled nor reported as dropped.
    public long Waiting
    {
        get { lock (Gate) return _lost + _segments.Sum(s => s.Count - s.Acks.Settled); }
    }

    // Whether any segment was dropped before it was settled.
    public bool HasDropped => Volatile.Read(ref _hasDropped);

    public BufferSegment? Oldest
    {
        get { lock (Gate) return _segments.TryPeek(out var segment) ? segment : null; }
    }

    public BufferSegment? Newest { get; private set; }

    public int Count => _segments.Count;

    public void Add(BufferSegment segment)
    {
        lock (Gate)
        {
            _segments.Enqueue(segment);
            if (Newest is { } before) before.Next = segment;
            Newest = segment;
        }
    }

    // Removes the oldest segment if it is settled and nothing more can be appended.
    public BufferSegment? RemoveFinished()
    {
        lock (Gate) return _segments.TryPeek(out var oldest) && oldest.IsFinished ? _segments.Dequeue() : null;
    }

    // Removes the oldest segment, whatever it contains.
    public BufferSegment DropOldest()
    {
        lock (Gate)
        {
            var oldest = _segments.Dequeue();
            var (lost, anyRead) = oldest.Acks.Drop(oldest.Count);
            _lost += lost;
            Volatile.Write(ref _hasDropped, true);
            _lostMayBeStored |= anyRead;
            return oldest;
        }
    }

    // Removes every segment, when nothing in them waits any more.
    public BufferSegment[] Clear()
    {
        lock (Gate)
        {
            var all = _segments.ToArray();
            _segments.Clear();
            Newest = null;
            return all;
        }
    }

    // How many records were dropped and are not reported yet, and whether some of them may have been sent.
    public (long Count, bool MayBeStored) Lost
    {
        get { lock (Gate) return (_lost, _lostMayBeStored); }
    }

    // So many of the lost records are counted and reported; more may have gone meanwhile.
    public void EndLost(long count)
    {
        lock (Gate)
        {
            _lost -= count;
            if (_lost == 0) _lostMayBeStored = false;
        }
    }

    // Finds the segment of a record; null if it was dropped.
    public BufferSegment? Find(long record)
    {
        lock (Gate)
        {
            foreach (var segment in _segments)
            {
                if (record < segment.First) return null;
                if (record < segment.First + segment.Count) return segment;
            }

            return null;
        }
    }
}

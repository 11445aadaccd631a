namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>The segments of a set, oldest first. To add to it, to take from it and to append to the newest, hold the gate.</summary>
sealed class SegmentChain
{
    readonly Queue<BufferSegment> _segments = new();
    long _lost;
    bool _lostMayBeStored;
    bool _hasDropped;

    public object Gate { get; } = new();

    /// <summary>What all segments take on the disk.</summary>
    public long Bytes
    {
        get { lock (Gate) return _segments.Sum(s => s.End); }
    }

    /// <summary>Records neither settled nor reported as gone.</summary>
    public long Waiting
    {
        get { lock (Gate) return _lost + _segments.Sum(s => s.Count - s.Acks.Settled); }
    }

    /// <summary>Whether any segment has gone before all of it was settled.</summary>
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

    /// <summary>Takes the oldest segment out if all of it is settled, and nothing more can come.</summary>
    public BufferSegment? RemoveFinished()
    {
        lock (Gate) return _segments.TryPeek(out var oldest) && oldest.IsFinished ? _segments.Dequeue() : null;
    }

    /// <summary>Takes the oldest segment out, whatever is in it.</summary>
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

    /// <summary>Takes every segment out: nothing waits in them any more.</summary>
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

    /// <summary>How many records have gone with their segments since the last call, and whether some of them may have been sent.</summary>
    public (long Count, bool MayBeStored) TakeLost()
    {
        lock (Gate)
        {
            var taken = (_lost, _lostMayBeStored);
            (_lost, _lostMayBeStored) = (0, false);
            return taken;
        }
    }

    /// <summary>The segment that holds a record; none if it has gone.</summary>
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

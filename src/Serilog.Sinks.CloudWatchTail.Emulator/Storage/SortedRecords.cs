namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// The events of one stream in order, in blocks. Appending, the common case, is at the end of the last block; a late event moves at most one block's
// tail; finding a position takes two binary searches.
sealed class SortedRecords
{
    public const int BlockSize = 512;

    readonly List<List<LogRecord>> _blocks = [];

    public int Count { get; private set; }

    public LogRecord First => _blocks[0][0];

    public LogRecord Last => _blocks[^1][^1];

    public void Add(in LogRecord record)
    {
        Count++;
        if (_blocks.Count == 0)
        {
            _blocks.Add([record]);
            return;
        }

        var index = _blocks.Count - 1;
        if (record.Position < _blocks[index][0].Position) index = Math.Max(0, FindBlock(record.Position));
        var block = _blocks[index];
        if (record.Position > block[^1].Position)
        {
            if (block.Count < BlockSize) block.Add(record);
            else _blocks.Insert(index + 1, [record]);
            return;
        }

        block.Insert(LowerBound(block, record.Position), record);
        if (block.Count <= BlockSize) return;
        _blocks.Insert(index + 1, block.GetRange(BlockSize / 2, block.Count - BlockSize / 2));
        block.RemoveRange(BlockSize / 2, block.Count - BlockSize / 2);
    }

    // Finds the first event at or after the position; returns false if there is none.
    public bool TryFindAtOrAfter(RecordPosition position, out RecordIndex index)
    {
        index = default;
        if (Count == 0) return false;
        var block = Math.Max(0, FindBlock(position));
        var offset = LowerBound(_blocks[block], position);
        index = new(block, offset);
        return offset < _blocks[block].Count || TryMoveToBlock(block + 1, out index);
    }

    // Finds the last event before the position; returns false if there is none.
    public bool TryFindBefore(RecordPosition position, out RecordIndex index)
    {
        index = default;
        if (Count == 0) return false;
        var block = FindBlock(position);
        if (block < 0) return false;
        var offset = LowerBound(_blocks[block], position) - 1;
        if (offset < 0)
        {
            if (block == 0) return false;
            block--;
            offset = _blocks[block].Count - 1;
        }

        index = new(block, offset);
        return true;
    }

    public LogRecord this[RecordIndex index] => _blocks[index.Block][index.Offset];

    public bool TryNext(ref RecordIndex index)
    {
        if (index.Offset + 1 < _blocks[index.Block].Count)
        {
            index = index with { Offset = index.Offset + 1 };
            return true;
        }

        return TryMoveToBlock(index.Block + 1, out index);
    }

    public bool TryPrevious(ref RecordIndex index)
    {
        if (index.Offset > 0)
        {
            index = index with { Offset = index.Offset - 1 };
            return true;
        }

        if (index.Block == 0) return false;
        index = new(index.Block - 1, _blocks[index.Block - 1].Count - 1);
        return true;
    }

    // Returns the position that has count events before it, or one after all events if there are fewer.
    public RecordPosition EndOfFirst(int count)
    {
        foreach (var block in _blocks)
        {
            if (count < block.Count) return block[count].Position;
            count -= block.Count;
        }

        return RecordPosition.After(long.MaxValue);
    }

    // Removes all events before the position. Returns their number and size.
    public (int Count, long Bytes) RemoveBefore(RecordPosition position)
    {
        var removed = 0;
        var bytes = 0L;
        while (_blocks.Count > 0 && _blocks[0][0].Position < position)
        {
            var block = _blocks[0];
            var count = LowerBound(block, position);
            for (var i = 0; i < count; i++) bytes += block[i].Size;
            removed += count;
            if (count == block.Count) _blocks.RemoveAt(0);
            else block.RemoveRange(0, count);
        }

        Count -= removed;
        return (removed, bytes);
    }

    bool TryMoveToBlock(int block, out RecordIndex index)
    {
        index = new(block, 0);
        return block < _blocks.Count;
    }

    // Finds the last block that starts at or before the position, or -1.
    int FindBlock(RecordPosition position)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_blocks[middle][0].Position <= position) low = middle + 1;
            else high = middle - 1;
        }

        return high;
    }

    static int LowerBound(List<LogRecord> block, RecordPosition position)
    {
        int low = 0, high = block.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (block[middle].Position < position) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

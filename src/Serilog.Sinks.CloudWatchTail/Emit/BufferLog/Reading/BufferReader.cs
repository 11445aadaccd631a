using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

// Reads the records of a set in order, across segments and around damaged parts. Only the loop uses it.
sealed class BufferReader : IDisposable
{
    readonly SegmentChain _chain;
    readonly BufferPaths _paths;
    readonly BufferLogSettings _settings;
    readonly List<Damage> _damage = [];
    BufferSegment? _segment;
    SegmentReader? _reader;
    long _index;
    long _next;

    // To read a record again: its start, and which records the segment has been told of.
    long _recordStart;
    long _added;

    // The segment's end as last read. Callers move the end all the time, so reading it often would slow them down too.
    long _end;
    bool _isFinal;

    public BufferReader(SegmentChain chain, BufferPaths paths, BufferLogSettings settings)
    {
        _chain = chain;
        _paths = paths;
        _settings = settings;
    }

    // The number of the next record to read; any thread may read it.
    public long Next => Volatile.Read(ref _next);

    // Reads the next record, which stays valid until the next call. Returns false if there is none for now. Throws IOException or
    // UnauthorizedAccessException if the segment cannot be read.
    public bool TryRead(out long number, out BufferRecord record)
    {
        while (true)
        {
            number = 0;
            record = default;
            if (_reader is null || _reader.Offset >= _end)
            {
                if ((_segment is null || _segment.Acks.IsGone) && !TryOpenOldest()) return false;
                if (!TryLookFurther()) return false;
                continue;
            }

            _recordStart = _reader.Offset;
            switch (_reader.TryRead(_end, out record))
            {
                case ReadStatus.Record when _isFinal && _index >= _segment!.Count:
                    // There are more records than the next segment's header says, so numbers would be assigned twice.
                    SetAside(withRecordsCounted: false);
                    break;
                case ReadStatus.Record:
                    if (_index < _added ? _segment!.Acks.IsGone : !_segment!.Acks.TryAdd(_reader.Offset))
                    {
                        // The segment was dropped to make room.
                        _end = 0;
                        break;
                    }

                    number = _segment.First + _index;
                    Pass(1);
                    _added = Math.Max(_added, _index);
                    return true;
                case ReadStatus.Damaged:
                    SetAsideOne();
                    break;
                case ReadStatus.Unreadable:
                    SetAside(withRecordsCounted: true);
                    break;
                default:
                    SkipRest();
                    break;
            }
        }
    }

    // Makes the next call read the last record again, because it could not be accepted.
    public void StepBack()
    {
        _reader!.SkipTo(_recordStart);
        Pass(-1);
    }

    // Whether everything so far has been read and all damage has been taken.
    public bool IsAtEnd =>
        _damage.Count == 0 && (_chain.Oldest is null || (_segment is { Next: null } last && (_reader is null || _reader.Offset >= last.End)));

    // Damage that was found and is still to be reported; EndDamage removes each after its report.
    public IReadOnlyList<Damage> Damage => _damage;

    // Removes the first damage after its report.
    public void EndDamage() => _damage.RemoveAt(0);

    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
        _segment = null;
    }

    bool TryOpenOldest()
    {
        Dispose();
        if (_chain.Oldest is not { } oldest) return false;
        Open(oldest);
        return true;
    }

    void Open(BufferSegment segment)
    {
        var (index, offset) = segment.Acks.Prefix;
        try
        {
            _reader = new SegmentReader(_settings.Files, segment.Path, offset, segment.Seed);
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            // The file was deleted, and its records are lost.
            _reader = null;
        }

        _segment = segment;
        _index = _added = index;
        _end = 0;
        Volatile.Write(ref _next, segment.First + index);
        if (_reader is null) SkipRest();
    }

    // Called at the end of the segment as last read: looks for more records in it, or for the next segment. Returns false if there is neither.
    bool TryLookFurther()
    {
        // In this order, because the end no longer moves once there is a next segment.
        var next = _segment!.Next;
        (_isFinal, _end) = (next is not null, _segment.End);
        if (_reader is not null && _reader.Offset < _end) return true;
        if (next is null) return false;
        Leave(next);
        return true;
    }

    void Leave(BufferSegment next)
    {
        // The machine crashed before all of the segment was on disk, or the file is gone.
        var missing = _segment!.Count - _index;
        if (missing > 0) Lose(missing, 0, null);
        _reader?.Dispose();
        Open(next);
    }

    void Pass(long records)
    {
        _index += records;
        Volatile.Write(ref _next, _segment!.First + _index);
    }

    void Lose(long records, long bytes, string? setAside)
    {
        var lost = _segment!.Acks.AddLost(records, _reader?.Offset ?? _segment.End);

        // Records of a segment that was dropped to make room are reported as dropped.
        if (lost == records) _damage.Add(new Damage(_segment.Path, lost, bytes, setAside));
        Pass(records);
    }

    // Skips a record that was never completed, and whose caller was therefore never told that it was stored; or the file was truncated, and more
    // records followed.
    void SkipRest()
    {
        long end, count;
        lock (_chain.Gate) (end, count) = (_segment!.End, _segment.Count);
        _reader?.SkipTo(end);
        if (count > _index) Lose(count - _index, 0, null);
    }

    // Skips one record whose bytes have changed or were never written by this library.
    void SetAsideOne()
    {
        var (from, to) = (_reader!.LastOffset, _reader.Offset);

        // A segment with a successor contains exactly the number of records that the successor's header implies, so no more than these can be lost.
        Lose(_isFinal && _index >= _segment!.Count ? 0 : 1, to - from, TryCopy(from, to));
    }

    void SetAside(bool withRecordsCounted)
    {
        if (_segment!.Acks.IsGone)
        {
            _end = 0;
            return;
        }

        long end, count;
        lock (_chain.Gate) (end, count) = (_segment.End, _segment.Count);
        var from = _reader!.Offset;
        var copied = TryCopy(from, end);
        _reader.SkipTo(end);
        Lose(withRecordsCounted ? Math.Max(0, count - _index) : 0, end - from, copied);
    }

    // Returns the file that now has the bytes; null if it cannot be written.
    string? TryCopy(long from, long to)
    {
        try
        {
            var file = new SetAsideFile(_settings.Files, _paths.Damaged(_segment!.Name));
            file.Add(_reader!, from, to);
            return file.Path;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            _settings.Warn($"what cannot be read of {_segment!.Path} could not be set aside: {ex.Message}");
            return null;
        }
    }
}

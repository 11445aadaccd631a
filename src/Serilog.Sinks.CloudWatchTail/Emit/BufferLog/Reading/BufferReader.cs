using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

/// <summary>Reads the records of a set one after the other, through its segments, around what is damaged. Only the loop touches it.</summary>
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

    // For a record that is to be read again: where it begins, and which records the segment knows to be read.
    long _recordStart;
    long _added;

    // What the segment was when it was last looked at: callers move its end all the time, so that looking at it costs them as well.
    long _end;
    bool _isFinal;

    public BufferReader(SegmentChain chain, BufferPaths paths, BufferLogSettings settings)
    {
        _chain = chain;
        _paths = paths;
        _settings = settings;
    }

    /// <summary>The number of the next record to be read; may be looked at from anywhere.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>Reads the next record, which stays valid until the next call. False if there is none for now.</summary>
    /// <exception cref="IOException">The segment cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The segment may not be read.</exception>
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
                    // More than the next segment's header says there are: numbers would be given out twice.
                    SetAside(withRecordsCounted: false);
                    break;
                case ReadStatus.Record:
                    if (_index < _added ? _segment!.Acks.IsGone : !_segment!.Acks.TryAdd(_reader.Offset))
                    {
                        // It has gone to make room.
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

    /// <summary>The record that was read last could not be taken: the next call reads it again.</summary>
    public void StepBack()
    {
        _reader!.SkipTo(_recordStart);
        Pass(-1);
    }

    /// <summary>Whether everything up to now is read, and damage that was found is taken.</summary>
    public bool IsAtEnd =>
        _damage.Count == 0 && (_chain.Oldest is null || (_segment is { Next: null } last && (_reader is null || _reader.Offset >= last.End)));

    /// <summary>What was found damaged and is still to be reported, which <see cref="EndDamage"/> is told for each.</summary>
    public IReadOnlyList<Damage> Damage => _damage;

    /// <summary>The first of the damages is reported.</summary>
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
            // It was deleted: what it held is lost.
            _reader = null;
        }

        _segment = segment;
        _index = _added = index;
        _end = 0;
        Volatile.Write(ref _next, segment.First + index);
        if (_reader is null) SkipRest();
    }

    /// <summary>All is read up to where the segment ended: more of it may be there, or the next one. False if neither is.</summary>
    bool TryLookFurther()
    {
        // In this order: once there is a next segment the end does not move any more.
        var next = _segment!.Next;
        (_isFinal, _end) = (next is not null, _segment.End);
        if (_reader is not null && _reader.Offset < _end) return true;
        if (next is null) return false;
        Leave(next);
        return true;
    }

    void Leave(BufferSegment next)
    {
        // The machine ended before all of it was on the disk, or the file is gone.
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

        // What a segment held that has gone to make room is reported as gone.
        if (lost == records) _damage.Add(new Damage(_segment.Path, lost, bytes, setAside));
        Pass(records);
    }

    /// <summary>A record that was never finished, and whose caller was never told of it; or the file was cut, and then there were others behind it.</summary>
    void SkipRest()
    {
        long end, count;
        lock (_chain.Gate) (end, count) = (_segment!.End, _segment.Count);
        _reader?.SkipTo(end);
        if (count > _index) Lose(count - _index, 0, null);
    }

    /// <summary>A record that is passed over: its bytes have changed, or were never written by this library.</summary>
    void SetAsideOne()
    {
        var (from, to) = (_reader!.LastOffset, _reader.Offset);

        // A segment that has a next one holds as many records as that one says, and no more of them are lost.
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

    /// <summary>The file that has the bytes now; none if it cannot be written.</summary>
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

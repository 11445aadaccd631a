using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;

/// <summary>
/// Appends records to the newest segment, begins the next one when it is full, and deletes the oldest one when all of them have become too large.
/// Call it with the chain's gate held.
/// </summary>
sealed class BufferWriter : IDisposable
{
    /// <summary>Small, since a segment is deleted as a whole once all of it is delivered.</summary>
    public const int SegmentBytes = 16 * 1024 * 1024;

    /// <summary>So many bytes must fit the disk before it counts as writable again: else it would fill up with the next event.</summary>
    const int ProbeBytes = 256 * 1024;

    readonly BufferSet _set;
    readonly SegmentChain _chain;
    readonly IPrivateFiles _files;
    readonly long _sizeLimitBytes;
    readonly long _segmentBytes;
    readonly int _headerLength;
    IPrivateFile? _file;
    long _bytes;
    long _nextSequence;

    public BufferWriter(BufferSet set, long sizeLimitBytes)
    {
        _set = set;
        _chain = set.Chain;
        _files = set.Settings.Files;
        _sizeLimitBytes = sizeLimitBytes;
        _segmentBytes = Math.Min(SegmentBytes, sizeLimitBytes / 4);
        _headerLength = SegmentHeader.LengthFor(set.Settings.Destination);
        _nextSequence = set.NextSequence;
        _bytes = _chain.Bytes;
        NextRecord = set.NextRecord;
    }

    public long Appended { get; private set; }

    /// <summary>The number of the next record.</summary>
    public long NextRecord { get; private set; }

    /// <summary>The file that is appended to, to be flushed.</summary>
    public IPrivateFile? File => _file;

    /// <exception cref="IOException">Nothing was appended, and nothing is to be until <see cref="Probe"/> succeeds.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public void Append(ReadOnlySpan<byte> frame)
    {
        while (_bytes + frame.Length + _headerLength > _sizeLimitBytes && _chain.Count > 1) Release(_chain.DropOldest());
        if (_file is null || (_chain.Newest is { Count: > 0 } full && full.End + frame.Length > _segmentBytes)) BeginSegment();
        var segment = _chain.Newest!;
        try
        {
            _file!.Write(frame, segment.End);
        }
        catch
        {
            // There may be half a record now. It is behind the segment's end, and nothing is written behind it.
            CloseFile();
            throw;
        }

        segment.Grow(frame.Length);
        _bytes += frame.Length;
        NextRecord++;
        Appended++;
    }

    /// <summary>Finds out whether the disk takes records again, by beginning a segment and filling a good part of it.</summary>
    /// <exception cref="IOException">It does not.</exception>
    /// <exception cref="UnauthorizedAccessException">It does not.</exception>
    public void Probe()
    {
        _files.CreateDirectory(_set.Paths.Folder);
        BeginSegment(ProbeBytes);
    }

    /// <summary>The file has been deleted: what is appended next goes into a new one.</summary>
    public void LeaveFile() => CloseFile();

    /// <summary>A segment was taken out of the chain by others.</summary>
    public void CountOut(BufferSegment segment) => _bytes -= segment.End;

    public void Dispose() => CloseFile();

    /// <param name="room">So many bytes must fit behind the header.</param>
    void BeginSegment(int room = 0)
    {
        CloseFile();
        _set.EnsureLock();
        var name = new SegmentName(_nextSequence, _set.Writer);
        var path = _set.Paths.Segment(name);
        var file = _files.Create(path);
        try
        {
            // A process that took the lock meanwhile has looked for open segments before this one was there, or has found it and gone away.
            _set.EnsureLock();
            file.Write(SegmentHeader.Encode(name, NextRecord, _set.Settings.Destination), 0);
            if (room > 0)
            {
                file.Write(new byte[room], _headerLength);
                file.SetLength(_headerLength);
            }

            _set.Settings.FlushFolder(_set.Paths.Folder);

            // What can throw comes first: a file that is appended to is the newest segment's.
            _chain.Add(new BufferSegment(name, path, _set.Settings.Destination.Seed, NextRecord, _headerLength, 0, new SegmentAcks(0, _headerLength)));
        }
        catch
        {
            // What little room there is on a disk that is full belongs to others.
            file.Dispose();
            _set.Settings.DeleteQuietly(path);
            throw;
        }

        _file = file;
        _nextSequence++;
        _bytes += _headerLength;
    }

    void Release(BufferSegment segment)
    {
        CountOut(segment);

        // Its events are reported. If it cannot be deleted, that is done when the next process starts behind the checkpoint.
        _set.Settings.DeleteQuietly(segment.Path);
    }

    void CloseFile()
    {
        if (_file is not { } file) return;
        _file = null;

        // Callers who wait for their records to be on the disk find another file from here on.
        using (file)
        {
            if (_set.Settings.Flushes) file.Flush();
        }
    }
}

using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Writing;

/// <summary>
/// Appends records to the newest segment, begins the next one when it is full, and lets the oldest one go when all of them have become too large.
/// Whoever calls it holds the chain's gate.
/// </summary>
sealed class BufferWriter : IDisposable
{
    /// <summary>Small, since a segment is deleted as a whole once all of it is delivered.</summary>
    const int SegmentBytes = 16 * 1024 * 1024;

    /// <summary>So many bytes must fit the disk before it counts as writable again: else it would fill up with the next event.</summary>
    const int ProbeBytes = 256 * 1024;

    readonly SegmentChain _chain;
    readonly BufferPaths _paths;
    readonly IBufferFiles _files;
    readonly long _sizeLimitBytes;
    readonly long _segmentBytes;
    readonly bool _flushes;
    readonly uint _group;
    IBufferFile? _file;
    long _bytes;
    long _nextSequence;

    /// <param name="flushes">Whether what was appended is to survive the machine: then a full segment is flushed before the next one begins.</param>
    /// <param name="group">The log group, as a segment's header tells it.</param>
    public BufferWriter(SegmentChain chain, BufferPaths paths, IBufferFiles files, long sizeLimitBytes, bool flushes, long nextSequence, uint group = 0)
    {
        _chain = chain;
        _paths = paths;
        _files = files;
        _sizeLimitBytes = sizeLimitBytes;
        _segmentBytes = Math.Min(SegmentBytes, sizeLimitBytes / 4);
        _flushes = flushes;
        _group = group;
        _nextSequence = nextSequence;
        _bytes = chain.Bytes;
        NextRecord = chain.Newest is { } newest ? newest.First + newest.Count : 0;
    }

    public long Appended { get; private set; }

    /// <summary>The number of the next record.</summary>
    public long NextRecord { get; private set; }

    /// <summary>The file that is appended to, to be flushed.</summary>
    public IBufferFile? File => _file;

    /// <exception cref="IOException">Nothing was appended, and nothing is to be until <see cref="Probe"/> succeeds.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public void Append(ReadOnlySpan<byte> frame)
    {
        while (_bytes + frame.Length + SegmentHeader.Length > _sizeLimitBytes && _chain.Count > 1) Release(_chain.DropOldest());
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
        _files.CreateDirectory(_paths.Folder);
        BeginSegment(ProbeBytes);
    }

    /// <summary>The file has been deleted by somebody: what is appended next goes into a new one.</summary>
    public void LeaveFile() => CloseFile();

    /// <summary>A segment was taken out of the chain by others.</summary>
    public void CountOut(BufferSegment segment) => _bytes -= segment.End;

    public void Dispose() => CloseFile();

    /// <param name="room">So many bytes must fit behind the header.</param>
    void BeginSegment(int room = 0)
    {
        CloseFile();
        var sequence = _nextSequence;
        var path = _paths.Segment(sequence);
        Span<byte> header = stackalloc byte[SegmentHeader.Length];
        new SegmentHeader(sequence, NextRecord, _group).Write(header);
        var file = _files.Create(path);
        try
        {
            file.Write(header, 0);
            if (room > 0)
            {
                file.Write(new byte[room], SegmentHeader.Length);
                file.SetLength(SegmentHeader.Length);
            }
        }
        catch
        {
            // What little room there is on a disk that is full belongs to others.
            file.Dispose();
            Delete(path);
            throw;
        }

        _file = file;
        _nextSequence++;
        _bytes += SegmentHeader.Length;
        _chain.Add(new BufferSegment(sequence, path, NextRecord, SegmentHeader.Length, 0, new SegmentAcks(0, SegmentHeader.Length)));
    }

    void Release(BufferSegment segment)
    {
        CountOut(segment);

        // Its events are reported. If it cannot be deleted, that is done when the next process starts behind the checkpoint.
        Delete(segment.Path);
    }

    void Delete(string path)
    {
        try
        {
            _files.Delete(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            SafeSelfLog.WriteLine("a segment of the buffer could not be deleted: {0}", ex.Message);
        }
    }

    void CloseFile()
    {
        if (_file is not { } file) return;
        _file = null;

        // Callers who wait for their records to be on the disk find another file from here on.
        using (file)
        {
            if (_flushes) file.Flush();
        }
    }
}

using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;

// Appends records to the newest segment, starts the next one when it is full, and drops the oldest one when the set exceeds its limit. Called with
// the chain's gate held.
sealed class BufferWriter : IDisposable
{
    // Small, because a segment is deleted only as a whole once all of it is delivered.
    public const int SegmentBytes = 16 * 1024 * 1024;

    // This many bytes must fit before the disk counts as writable again; otherwise the next event would fill it.
    const int ProbeBytes = 256 * 1024;

    readonly BufferSet _set;
    readonly SegmentChain _chain;
    readonly IPrivateFiles _files;
    readonly long _sizeLimitBytes;
    readonly long _segmentBytes;
    readonly int _headerLength;

    // Null where records survive a crash of the machine: after one, zeros in the middle would make the rest of a segment unreadable.
    readonly ZeroedRoom? _room;
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
        _room = set.Settings.Flushes ? null : new ZeroedRoom();
        _nextSequence = set.NextSequence;
        _bytes = _chain.Bytes;
        NextRecord = set.NextRecord;
    }

    public long Appended { get; private set; }

    public long NextRecord { get; private set; }

    // The file that receives records, to be flushed.
    public IPrivateFile? File => _file;

    // Throws IOException or UnauthorizedAccessException if nothing was appended; then nothing may be appended until Probe succeeds.
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
            // An incomplete record may remain. It is beyond the segment's end, and nothing is written after it.
            CloseFile();
            throw;
        }

        segment.Grow(frame.Length);
        _bytes += frame.Length;
        NextRecord++;
        Appended++;
        _room?.Extend(_file, segment.End, Math.Min(_segmentBytes - segment.End, _sizeLimitBytes - _bytes));
    }

    // What fails under the chain's gate is brought out of it as a value: no exception leaves it, so that it is open again whatever happened.
    public Exception? TryAppend(ReadOnlySpan<byte> frame)
    {
        try
        {
            Append(frame);
            return null;
        }
        catch (Exception ex)
        {
            return ex;
        }
    }

    // The same for Probe.
    public Exception? TryProbe() => Attempt(Probe);

    // The file has been deleted: what is appended next goes into a new one.
    public Exception? TryLeaveFile() => Attempt(CloseFile);

    // Checks whether the disk accepts records again, by starting a segment and filling part of it. Throws IOException or UnauthorizedAccessException
    // if it does not.
    public void Probe()
    {
        _files.CreateDirectory(_set.Paths.Folder);
        BeginSegment(ProbeBytes);
    }

    // Another component removed a segment from the chain.
    public void CountOut(BufferSegment segment) => _bytes -= segment.End;

    public void Dispose() => CloseFile();

    // room is the number of bytes that must fit after the header.
    void BeginSegment(int room = 0)
    {
        CloseFile();
        _set.EnsureLock();
        var name = new SegmentName(_nextSequence, _set.Writer);
        var path = _set.Paths.Segment(name);
        var file = _files.Create(path);
        try
        {
            // A process that took the lock in the meantime has either looked for open segments before this one existed, or has found it and given up.
            _set.EnsureLock();
            file.Write(SegmentHeader.Encode(name, NextRecord, _set.Settings.Destination), 0);
            if (room > 0)
            {
                file.Write(new byte[room], _headerLength);
                file.SetLength(_headerLength);
            }

            _set.Settings.FlushFolder(_set.Paths.Folder);

            // Steps that can throw come first: the file that receives records must be that of the newest segment.
            _chain.Add(new BufferSegment(name, path, _set.Settings.Destination.Seed, NextRecord, _headerLength, 0, new SegmentAcks(0, _headerLength)));
        }
        catch
        {
            // The little room on a full disk belongs to others.
            file.Dispose();
            _set.Settings.DeleteQuietly(path);
            throw;
        }

        _file = file;
        _nextSequence++;
        _bytes += _headerLength;
    }

    static Exception? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception ex)
        {
            return ex;
        }
    }

    void Release(BufferSegment segment)
    {
        CountOut(segment);

        // Its events are reported. If it cannot be deleted now, the next process deletes it, because it is before the checkpoint.
        _set.Settings.DeleteQuietly(segment.Path);
    }

    void CloseFile()
    {
        if (_file is not { } file) return;
        _file = null;

        // From here on, callers that wait for their records to be flushed find another file.
        using (file)
        {
            if (_chain.Newest is { } segment) _room?.End(file, segment.End);
            if (_set.Settings.Flushes) file.Flush();
        }
    }
}

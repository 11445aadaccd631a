using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

// Reads the records of one segment in order, in large blocks.
sealed class SegmentReader : IDisposable
{
    const int PieceLength = 128 * 1024;

    readonly IPrivateFile _file;
    readonly uint _seed;
    byte[] _piece = [];
    int _from;
    int _to;

    // offset is the start of a record; seed is the initial value of the records' checksums. Throws IOException or UnauthorizedAccessException if the
    // file cannot be read.
    public SegmentReader(IPrivateFiles files, string path, long offset, uint seed)
    {
        _file = files.OpenRead(path);
        _seed = seed;
        Offset = offset;
    }

    // The start of the next record.
    public long Offset { get; private set; }

    // The start of the last record.
    public long LastOffset { get; private set; }

    // Copies bytes of the file that could not be read as records.
    public int Copy(Span<byte> bytes, long offset) => _file.Read(bytes, offset);

    // Reads the next record, which stays valid until the next call, up to limit in the file.
    public ReadStatus TryRead(long limit, out BufferRecord record)
    {
        record = default;
        while (Offset < limit)
        {
            switch (RecordFrame.Read(_piece.AsSpan(_from, _to - _from), _seed, out var length, out record))
            {
                case FrameStatus.Whole:
                    Pass(length);
                    return ReadStatus.Record;
                case FrameStatus.Damaged:
                    if (IsCut(length, limit)) return ReadStatus.End;
                    Pass(length);
                    return ReadStatus.Damaged;
                case FrameStatus.Unframed:
                    return OnlyZerosFollow(Offset + RecordFrame.LengthAndChecksum, limit) ? ReadStatus.End : ReadStatus.Unreadable;
                default:
                    if (length > limit - Offset || !TryFill(length, limit)) return ReadStatus.End;
                    break;
            }
        }

        // Segments that have reached their end for now keep no memory.
        if (_from == _to) ReturnPiece();
        return ReadStatus.End;
    }

    // Continues at the start of another record.
    public void SkipTo(long offset)
    {
        Offset = offset;
        _from = _to = 0;
    }

    public void Dispose()
    {
        _file.Dispose();
        ReturnPiece();
    }

    void ReturnPiece()
    {
        if (_piece.Length > 0) ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
        _from = _to = 0;
    }

    void Pass(int length)
    {
        LastOffset = Offset;
        _from += length;
        Offset += length;
    }

    bool TryFill(int needed, long limit)
    {
        var kept = _piece.AsSpan(_from, _to - _from);
        if (needed > _piece.Length)
        {
            var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, PieceLength));
            kept.CopyTo(bigger);
            if (_piece.Length > 0) ArrayPool<byte>.Shared.Return(_piece);
            _piece = bigger;
        }
        else
        {
            kept.CopyTo(_piece);
        }

        (_from, _to) = (0, _to - _from);
        while (_to < needed)
        {
            var room = (int)Math.Min(_piece.Length - _to, limit - Offset - _to);
            var read = _file.Read(_piece.AsSpan(_to, room), Offset + _to);
            if (read == 0) return false;
            _to += read;
        }

        return true;
    }

    // Whether the end of a damaged record was never written.
    bool IsCut(int length, long limit) =>
        _piece[_from + length - 1] == 0 && Offset + length < limit && OnlyZerosFollow(Offset + length, limit);

    // There are zeros behind the records of a process that was killed (ZeroedRoom), and where a file system had written the length but not the bytes
    // when the machine crashed. What begins before them is an incomplete record like any other.
    bool OnlyZerosFollow(long from, long limit)
    {
        Span<byte> some = stackalloc byte[4096];
        for (var at = from; at < limit;)
        {
            var read = _file.Read(some[..(int)Math.Min(some.Length, limit - at)], at);
            if (read == 0) break;
            if (some[..read].ContainsAnyExcept((byte)0)) return false;
            at += read;
        }

        return true;
    }
}

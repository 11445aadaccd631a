using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Reading;

/// <summary>Reads the records of one segment in order, in large pieces.</summary>
sealed class SegmentReader : IDisposable
{
    const int PieceLength = 128 * 1024;

    readonly FileStream _file;
    byte[] _piece = ArrayPool<byte>.Shared.Rent(PieceLength);
    int _from;
    int _to;

    /// <param name="path">The file.</param>
    /// <param name="offset">Where to begin: at the beginning of a record.</param>
    public SegmentReader(string path, long offset)
    {
        // Whoever appends to it or makes room by deleting it must not be kept from that.
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Offset = offset;
    }

    /// <summary>Where the next record begins.</summary>
    public long Offset { get; private set; }

    public long FileLength => RandomAccess.GetLength(_file.SafeFileHandle);

    /// <summary>Reads the next record, which stays valid until the next call.</summary>
    /// <param name="limit">How much of the file counts.</param>
    public ReadStatus TryRead(long limit, out BufferRecord record)
    {
        record = default;
        while (Offset < limit)
        {
            switch (RecordFrame.Read(_piece.AsSpan(_from, _to - _from), out var length, out record))
            {
                case FrameStatus.Whole:
                    Pass(length);
                    return ReadStatus.Record;
                case FrameStatus.Damaged:
                    Pass(length);
                    return ReadStatus.Damaged;
                case FrameStatus.Unframed:
                    return OnlyZerosFollow(limit) ? ReadStatus.End : ReadStatus.Unreadable;
                default:
                    if (length > limit - Offset || !TryFill(length, limit)) return ReadStatus.End;
                    break;
            }
        }

        return ReadStatus.End;
    }

    /// <summary>Goes on elsewhere: at the beginning of a record.</summary>
    public void SkipTo(long offset)
    {
        Offset = offset;
        _from = _to = 0;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_piece.Length > 0) ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
    }

    void Pass(int length)
    {
        _from += length;
        Offset += length;
    }

    bool TryFill(int needed, long limit)
    {
        var kept = _piece.AsSpan(_from, _to - _from);
        if (needed > _piece.Length)
        {
            var bigger = ArrayPool<byte>.Shared.Rent(needed);
            kept.CopyTo(bigger);
            ArrayPool<byte>.Shared.Return(_piece);
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
            var read = RandomAccess.Read(_file.SafeFileHandle, _piece.AsSpan(_to, room), Offset + _to);
            if (read == 0) return false;
            _to += read;
        }

        return true;
    }

    // A file system that had the length on the disk and not yet the bytes leaves zeros behind when the machine ends: a torn tail like any other.
    bool OnlyZerosFollow(long limit)
    {
        Span<byte> some = stackalloc byte[4096];
        for (var at = Offset; at < limit;)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, some[..(int)Math.Min(some.Length, limit - at)], at);
            if (read == 0) break;
            if (some[..read].ContainsAnyExcept((byte)0)) return false;
            at += read;
        }

        return true;
    }
}

using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

/// <summary>Keeps the bytes of a segment that could not be read, so that it can be found out what they were.</summary>
sealed class SetAsideFile(IPrivateFiles files, string path)
{
    /// <summary>More than a segment has: a process that starts again and again does not fill the disk with the same bytes.</summary>
    const long SizeLimitBytes = 32 * 1024 * 1024;

    const int PieceLength = 64 * 1024;

    public string Path => path;

    /// <exception cref="IOException">The bytes could not be copied.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Add(SegmentReader source, long from, long to)
    {
        using var target = files.OpenOrCreate(path);
        var end = target.Length;
        var piece = new byte[(int)Math.Min(PieceLength, to - from)];
        for (var at = from; at < to && end < SizeLimitBytes;)
        {
            var read = source.Copy(piece.AsSpan(0, (int)Math.Min(piece.Length, to - at)), at);
            if (read == 0) return;
            target.Write(piece.AsSpan(0, read), end);
            at += read;
            end += read;
        }
    }
}

using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

// Keeps the unreadable bytes of a segment for later analysis.
sealed class SetAsideFile(IPrivateFiles files, string path)
{
    // Larger than a segment: a process that restarts again and again must not fill the disk with the same bytes.
    const long SizeLimitBytes = 32 * 1024 * 1024;

    const int PieceLength = 64 * 1024;

    public string Path => path;

    // Throws IOException or UnauthorizedAccessException if the bytes cannot be copied.
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

using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Bytes on their way to the standard output and the standard error, in their original order. Not thread-safe.
sealed class ScreenPage
{
    readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    readonly List<(bool IsError, int Length)> _runs = [];

    public int Length => _bytes.WrittenCount;

    public void Add(bool isError, ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        if (_runs.Count > 0 && _runs[^1].IsError == isError) _runs[^1] = (isError, _runs[^1].Length + bytes.Length);
        else _runs.Add((isError, bytes.Length));
    }

    // Writes everything, each run to its stream, and clears the page.
    public void MoveTo(StandardOutput output, Stream error)
    {
        var rest = _bytes.WrittenSpan;
        foreach (var (isError, length) in _runs)
        {
            if (isError) error.Write(rest[..length]);
            else output.Write(rest[..length]);
            rest = rest[length..];
        }

        _runs.Clear();
        _bytes.ResetWrittenCount();
    }
}

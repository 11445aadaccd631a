using System.Buffers;
using System.IO.Pipelines;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Splits bytes into lines at line feeds, without the carriage returns of Windows.
static class LineReader
{
    const int BufferSize = 64 * 1024;

    // PowerShell and many editors start a file with it; it is not part of the text.
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    // handle receives each line in a buffer that is valid only during the call.
    public static async Task ReadAsync(Stream input, SpanAction handle, CancellationToken cancellationToken)
    {
        var isFirst = true;
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: BufferSize, minimumReadSize: BufferSize / 2));
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                Handle(buffer.Slice(0, end), handle, ref isFirst);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                if (cancellationToken.IsCancellationRequested) return;
            }

            if (result.IsCompleted)
            {
                if (!buffer.IsEmpty) Handle(buffer, handle, ref isFirst);
                return;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public delegate void SpanAction(ReadOnlySpan<byte> line);

    static void Handle(ReadOnlySequence<byte> sequence, SpanAction handle, ref bool isFirst)
    {
        var line = sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray();
        if (isFirst && line.StartsWith(ByteOrderMark)) line = line[ByteOrderMark.Length..];
        isFirst = false;
        handle(line is [.., (byte)'\r'] ? line[..^1] : line);
    }
}

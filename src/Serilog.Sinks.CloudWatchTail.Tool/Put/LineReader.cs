using System.Buffers;
using System.IO.Pipelines;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

/// <summary>Cuts a stream of bytes into lines at line feeds, without the carriage return of a Windows line.</summary>
static class LineReader
{
    const int BufferSize = 64 * 1024;

    /// <param name="handle">Gets each line, in a buffer that is valid during the call alone.</param>
    public static async Task ReadAsync(Stream input, SpanAction handle, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: BufferSize, minimumReadSize: BufferSize / 2));
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                Handle(buffer.Slice(0, end), handle);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                if (cancellationToken.IsCancellationRequested) return;
            }

            if (result.IsCompleted)
            {
                if (!buffer.IsEmpty) Handle(buffer, handle);
                return;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public delegate void SpanAction(ReadOnlySpan<byte> line);

    static void Handle(ReadOnlySequence<byte> sequence, SpanAction handle)
    {
        var line = sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray();
        handle(line is [.., (byte)'\r'] ? line[..^1] : line);
    }
}

using System.Buffers;
using System.IO.Compression;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

static class GzipBody
{
    // Compresses at the fastest level; the SDK's compression uses a level that is ten times slower.
    public static Utf8Buffer Compress(in ReadOnlySequence<byte> body)
    {
        var compressed = new Utf8Buffer((int)Math.Max(256, body.Length / 4));
        using var gzip = new GZipStream(new BufferStream(compressed), CompressionLevel.Fastest);
        foreach (var part in body) gzip.Write(part.Span);
        return compressed;
    }

    sealed class BufferStream(Utf8Buffer buffer) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> bytes) => buffer.Append(bytes);

        public override void Write(byte[] bytes, int offset, int count) => buffer.Append(bytes.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

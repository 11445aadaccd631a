using System.Buffers;
using System.Net;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Sends a request's body, which outlives the content, since another attempt sends it again. Copied on the way: if a call ends early, the transport may
// still be sending while the caller returns the body's memory to its pool.
sealed class ServiceHttpContent(Stream body, int bufferSize) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
        try
        {
            while (body.Read(buffer) is > 0 and var read) await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length - body.Position;
        return true;
    }
}

using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// A response's complete body in an array of the shared pool, which Dispose returns.
sealed class ResponseBody(byte[] bytes, int length) : IDisposable
{
    // The largest responses hold about 1 MB of text, and JSON escapes one byte as at most six.
    const int LongestBody = 32 * 1024 * 1024;

    const int UsualBody = 4096;

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

    public static async ValueTask<ResponseBody> ReadAsync(ServiceResponse response, CancellationToken cancellationToken)
    {
        // One byte more than announced, so that the end is seen without growing the array.
        var announced = response.ContentLength is > 0 and < LongestBody ? (int)response.ContentLength + 1 : UsualBody;
        var bytes = ArrayPool<byte>.Shared.Rent(announced);
        var length = 0;
        while (true)
        {
            var read = await response.Stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0) return new ResponseBody(bytes, length);
            length += read;
            if (length < bytes.Length) continue;

            if (length > LongestBody) throw new IOException($"The response is longer than {LongestBody} bytes.");
            var bigger = ArrayPool<byte>.Shared.Rent(length * 2);
            bytes.AsSpan(0, length).CopyTo(bigger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = bigger;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}

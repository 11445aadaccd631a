using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>An answer's body, read whole into one array.</summary>
readonly struct ResponseBody(byte[] bytes, int length)
{
    // A page of the largest answer holds about 1 MB of text; JSON can make six bytes of one.
    const int LongestBody = 32 * 1024 * 1024;

    public byte[] Bytes => bytes;

    public int Length => length;

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

    /// <param name="pool">Where the array comes from; null for an array that the reader may keep.</param>
    public static async ValueTask<ResponseBody> ReadAsync(ServiceResponse response, ArrayPool<byte>? pool, CancellationToken cancellationToken)
    {
        // One more than announced, so that the end is seen without growing.
        var announced = response.ContentLength is > 0 and <= LongestBody ? (int)response.ContentLength + 1 : 4096;
        var bytes = pool?.Rent(announced) ?? new byte[announced];
        var length = 0;
        while (true)
        {
            var read = await response.Stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0) return new ResponseBody(bytes, length);
            length += read;
            if (length < bytes.Length) continue;

            if (length > LongestBody) throw new IOException($"The answer is longer than {LongestBody} bytes.");
            var bigger = pool?.Rent(length * 2) ?? new byte[length * 2];
            bytes.AsSpan(0, length).CopyTo(bigger);
            pool?.Return(bytes);
            bytes = bigger;
        }
    }
}

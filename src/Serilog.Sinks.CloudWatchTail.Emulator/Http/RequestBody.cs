using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// Reads bodies, up to a limit.
static class RequestBody
{
    // Returns an error if the announced length exceeds the limit.
    public static ServiceError? CheckLength(HttpRequest request, int limit) => request.ContentLength > limit ? ServiceError.RequestTooLarge(limit) : null;

    // Returns the bytes as received, which are those that were signed.
    public static async Task<(byte[]? Bytes, ServiceError? Error)> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (CheckLength(request, limit) is { } error) return (null, error);

        // With a known length, one array of the right size; without one (chunked), a growing array.
        var buffer = GC.AllocateUninitializedArray<byte>((int)(request.ContentLength ?? Math.Min(16 * 1024, limit + 1)));
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length == request.ContentLength) break;
                if (length > limit) return (null, ServiceError.RequestTooLarge(limit));
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }

            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0) break;
            length += read;
        }

        return (length == buffer.Length ? buffer : buffer[..length], null);
    }

    // Decompresses the body if the request says that it is compressed.
    public static ServiceError? TryDecode(string? contentEncoding, byte[] bytes, int limit, out byte[] decoded)
    {
        decoded = bytes;
        if (string.IsNullOrEmpty(contentEncoding) || contentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return null;
        if (!contentEncoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return ServiceError.Serialization($"The content encoding '{contentEncoding}' is not supported.");
        }

        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                if (output.Length + read > limit) return ServiceError.RequestTooLarge(limit);
                output.Write(buffer, 0, read);
            }

            decoded = output.ToArray();
            return null;
        }
        catch (InvalidDataException)
        {
            return ServiceError.Serialization("The request's body is not valid gzip.");
        }
    }
}

using System.Buffers;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Turns a complete body into the SDK's request.
sealed class ServiceRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly ServiceRequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (ServiceRequest)input;
        var marshalled = new DefaultRequest(request, "Amazon.CloudWatchLogs")
        {
            HttpMethod = "POST",
            ContentStream = request.BodyStream,
            // Hashed once, from memory: the signer would read the whole stream again for each attempt.
            PrecomputedContentSha256 = Hash(request.Body),
        };
        request.Protocol.Address(marshalled, request.Operation);
        if (request.Gzip) marshalled.Headers["Content-Encoding"] = "gzip";
        if (request.HostPrefix is { } prefix) marshalled.HostPrefix = prefix;
        return marshalled;
    }

    static string Hash(in ReadOnlySequence<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (body.IsSingleSegment)
        {
            SHA256.HashData(body.FirstSpan, hash);
        }
        else
        {
            using var parts = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in body) parts.AppendData(part.Span);
            parts.GetHashAndReset(hash);
        }

#if NET9_0_OR_GREATER
        return Convert.ToHexStringLower(hash);
#else
        return Convert.ToHexString(hash).ToLowerInvariant();
#endif
    }
}

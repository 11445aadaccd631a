using System.Buffers;
using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// One call in the SDK's pipeline. The complete body is not read after the call.
sealed class ServiceRequest(string operation, ReadOnlySequence<byte> body) : AmazonWebServiceRequest
{
    public ServiceRequest(string operation, ReadOnlyMemory<byte> body)
        : this(operation, new ReadOnlySequence<byte>(body))
    {
    }

    public string Operation { get; } = operation;

    public ReadOnlySequence<byte> Body { get; } = body;

    public RequestBodyStream BodyStream { get; } = new(body);

    public WireProtocol Protocol { get; init; } = WireProtocol.Json;

    public bool Gzip { get; init; }

    // For error messages; set once the host is known.
    public string Host { get; set; } = "the service";

    // The region of the endpoint's host; null for a custom endpoint.
    public string? Region { get; set; }

    // Whether the call still waits for credentials.
    public bool AwaitsCredentials { get; set; }

    public string? HostPrefix { get; init; }

    public IServiceTimeObserver? TimeObserver { get; set; }
}

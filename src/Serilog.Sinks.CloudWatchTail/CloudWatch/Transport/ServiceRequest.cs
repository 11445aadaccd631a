using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// One call in the SDK's pipeline. The complete body is not read after the call.
sealed class ServiceRequest(string operation, ReadOnlyMemory<byte> body) : AmazonWebServiceRequest
{
    public string Operation { get; } = operation;

    public ReadOnlyMemory<byte> Body { get; } = body;

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

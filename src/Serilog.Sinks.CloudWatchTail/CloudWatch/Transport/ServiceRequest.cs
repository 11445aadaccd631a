using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// One call in the SDK's pipeline.
// operation: The operation's name, for example PutLogEvents.
// body: The complete body. It is not read after the call.
sealed class ServiceRequest(string operation, ReadOnlyMemory<byte> body) : AmazonWebServiceRequest
{
    public string Operation { get; } = operation;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public RequestBodyStream BodyStream { get; } = new(body);

    // Whether the body is compressed with gzip.
    public bool Gzip { get; init; }

    // The host, once it is known, for error messages.
    public string Host { get; set; } = "the service";

    // The region that the host is derived from; null for a custom endpoint.
    public string? Region { get; set; }

    // Whether the call is still waiting for credentials.
    public bool AwaitsCredentials { get; set; }

    // The prefix of the host, if there is one.
    public string? HostPrefix { get; init; }

    // Told the service's time with the response.
    public IServiceTimeObserver? TimeObserver { get; set; }
}

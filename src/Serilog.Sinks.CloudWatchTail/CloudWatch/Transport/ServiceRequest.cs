using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>One call in the SDK's pipeline.</summary>
/// <param name="operation">The operation's name, for example <c>PutLogEvents</c>.</param>
/// <param name="body">The complete body. It is not read after the call.</param>
sealed class ServiceRequest(string operation, ReadOnlyMemory<byte> body) : AmazonWebServiceRequest
{
    public string Operation { get; } = operation;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public RequestBodyStream BodyStream { get; } = new(body);

    /// <summary>Whether the body is compressed with gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>The host, once it is known, for error messages.</summary>
    public string Host { get; set; } = "the service";

    /// <summary>The region that the host is derived from; null for a custom endpoint.</summary>
    public string? Region { get; set; }

    /// <summary>Whether the call is still waiting for credentials.</summary>
    public bool AwaitsCredentials { get; set; }

    /// <summary>The prefix of the host, if there is one.</summary>
    public string? HostPrefix { get; init; }

    /// <summary>Told the service's time with the response.</summary>
    public IServiceTimeObserver? TimeObserver { get; set; }
}

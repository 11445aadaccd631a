using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>One call on its way through the SDK's pipeline.</summary>
/// <param name="operation">The operation's name, for example <c>PutLogEvents</c>.</param>
/// <param name="body">The finished body. It is read until the call is over and not afterwards.</param>
sealed class ServiceRequest(string operation, ReadOnlyMemory<byte> body) : AmazonWebServiceRequest
{
    public string Operation { get; } = operation;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public RequestBodyStream BodyStream { get; } = new(body);

    /// <summary>The body is compressed with gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>The host that it goes to, once that is known, for whoever reads of its failure.</summary>
    public string Host { get; set; } = "the service";

    /// <summary>The region that the host's name was made of; none for a custom endpoint.</summary>
    public string? Region { get; set; }

    /// <summary>The call is still waiting for credentials.</summary>
    public bool AwaitsCredentials { get; set; }

    /// <summary>What goes in front of the host when it is derived from a region.</summary>
    public string? HostPrefix { get; init; }

    /// <summary>Hears the service's time with the answer.</summary>
    public IServiceTimeObserver? TimeObserver { get; set; }
}

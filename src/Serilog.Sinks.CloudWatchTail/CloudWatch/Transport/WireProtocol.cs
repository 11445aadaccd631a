using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// How a request names its operation and the format of its body, and how a response is read. Operations write and read JSON; a protocol converts it. Only
// the body of a put is written in the protocol's format from the start.
abstract class WireProtocol
{
    public static readonly WireProtocol Json = new AwsJson();

    public static readonly WireProtocol Cbor = new SmithyCbor();

    public static WireProtocol Of(CloudWatchProtocol protocol) => protocol == CloudWatchProtocol.Cbor ? Cbor : Json;

    // Sets the path and the headers of a request.
    public abstract void Address(IRequest request, string operation);

    // Returns a request's body in the protocol's format.
    public abstract ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json);

    // Whether a response is in this protocol. If it is not, neither its headers nor its body are the service's.
    public abstract bool IsSpokenIn(IWebResponseData response);

    // Returns a response's body as JSON. Throws JsonException if it is not in the protocol's format.
    public abstract ReadOnlySpan<byte> ToJson(ReadOnlySpan<byte> body);

    // Returns the code of an error, which the headers or the body's __type may name.
    public abstract string? ErrorCodeOf(IWebResponseData response, string? type);

    // Whether an error says that the server does not understand the protocol, rather than that something is wrong with the request.
    public abstract bool IsRefusedBy(string? code, int status);

    // Appended to the message of such an error.
    public virtual string Advice => "";
}

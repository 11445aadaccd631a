using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// A wire format for requests and responses. Operations, faults and the request log use JSON only: a protocol converts requests to it and responses
// from it, so that there is only one way to read and write members.
abstract class WireProtocol
{
    public static WireProtocol Json { get; } = new AwsJson();

    public static WireProtocol Cbor { get; } = new SmithyCbor();

    // The content type of requests and responses.
    public abstract string ContentType { get; }

    // The content type of the payloads in an event stream.
    public abstract string EventContentType { get; }

    // The name of an error type in responses.
    public abstract string ErrorType(string code);

    // Converts a request's body to JSON; returns an error if the body is malformed.
    public abstract ServiceError? Read(byte[] body, out byte[] json);

    // Converts a response's JSON members to the wire format.
    public abstract ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> json);

    // Writes the headers of a response other than its content type.
    public virtual void WriteHeaders(IHeaderDictionary headers)
    {
    }
}

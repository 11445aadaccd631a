using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// One of the forms in which the same members go over the wire. Operations, faults and the log of requests know JSON alone: a protocol turns
// requests into it and answers out of it, so that there is one reading of requests and one writing of answers.
abstract class WireProtocol
{
    public static WireProtocol Json { get; } = new AwsJson();

    public static WireProtocol Cbor { get; } = new SmithyCbor();

    // The content type of requests and of answers.
    public abstract string ContentType { get; }

    // The content type of the payloads in an event stream.
    public abstract string EventContentType { get; }

    // An error's type as answers name it.
    public abstract string ErrorType(string code);

    // The request's members in JSON; an error when the body is not in this form.
    public abstract ServiceError? Read(byte[] body, out byte[] json);

    // The answer's members, which are given in JSON, as they go over the wire.
    public abstract ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> json);

    // What an answer has in its headers beside its content type.
    public virtual void WriteHeaders(IHeaderDictionary headers)
    {
    }
}

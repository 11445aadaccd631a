using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

/// <summary>
/// One of the forms in which the same members go over the wire. Operations, faults and the log of requests know JSON alone: a protocol turns
/// requests into it and answers out of it, so that there is one reading of requests and one writing of answers.
/// </summary>
abstract class WireProtocol
{
    public static WireProtocol Json { get; } = new AwsJson();

    public static WireProtocol Cbor { get; } = new SmithyCbor();

    /// <summary>The content type of requests and of answers.</summary>
    public abstract string ContentType { get; }

    /// <summary>The content type of the payloads in an event stream.</summary>
    public abstract string EventContentType { get; }

    /// <summary>An error's type as answers name it.</summary>
    public abstract string ErrorType(string code);

    /// <summary>The request's members in JSON; an error when the body is not in this form.</summary>
    public abstract ServiceError? Read(byte[] body, out byte[] json);

    /// <summary>The answer's members, which are given in JSON, as they go over the wire.</summary>
    public abstract ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> json);

    /// <summary>What an answer has in its headers beside its content type.</summary>
    public virtual void WriteHeaders(IHeaderDictionary headers)
    {
    }
}

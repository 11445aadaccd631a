using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Smithy RPC v2 with CBOR.
sealed class SmithyCbor : WireProtocol
{
    const string Header = "smithy-protocol";

    const string Name = "rpc-v2-cbor";

    const string ContentType = "application/cbor";

    // A server must reject a request that also has the headers of AWS JSON.
    public override void Address(IRequest request, string operation)
    {
        request.ResourcePath = $"/service/Logs_20140328/operation/{operation}";
        request.Headers[Header] = Name;
        request.Headers["Content-Type"] = ContentType;
        request.Headers["Accept"] = ContentType;
    }

    public override ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json)
    {
        using var cbor = new Utf8Buffer(json.Length);
        JsonToCbor.Append(cbor, json.Span);
        return cbor.WrittenSpan.ToArray();
    }

    public override bool IsSpokenIn(IWebResponseData response) => response.GetHeaderValue(Header) == Name;

    // The response to almost every put is an empty map, in one of its two forms.
    public override ReadOnlySpan<byte> ToJson(ReadOnlySpan<byte> body) =>
        body is [CborHead.SmallMap] or [CborHead.IndefiniteMap, CborHead.Break] ? "{}"u8 : CborToJson.Convert(body);

    // The protocol has the type in the body only. Services that once spoke AWS Query repeat it in a header, as Code;Fault.
    public override string? ErrorCodeOf(IWebResponseData response, string? type) =>
        ServiceError.CodeIn(type) ?? ServiceError.CodeIn(response.GetHeaderValue("x-amzn-query-error")?.Split(';')[0]);

    // The sink's bodies are valid, so that one that a server cannot read is one in a format that it cannot read.
    public override bool IsRefusedBy(string? code, int status) => code switch
    {
        "UnknownOperationException" or "SerializationException" => true,
        null => status is >= 400 and < 500 and not (401 or 407 or 408 or 413 or 429) or 501,
        _ => false,
    };

    public override string Advice =>
        "The endpoint, or a proxy in front of it, does not seem to support the value 'Cbor' of the option protocol: set it to 'Json'.";
}

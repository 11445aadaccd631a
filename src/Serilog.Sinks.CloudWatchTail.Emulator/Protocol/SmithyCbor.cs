using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Smithy RPC v2 with CBOR, which newer AWS SDKs use. The service's times are numbers in both protocols, and it has no blobs.
sealed class SmithyCbor : WireProtocol
{
    // The header that names the protocol in requests and responses.
    public const string Header = "smithy-protocol";

    public const string Name = "rpc-v2-cbor";

    public override string ContentType => "application/cbor";

    public override string EventContentType => ContentType;

    public override string ErrorType(string code) => $"com.amazonaws.cloudwatchlogs#{code}";

    public override ServiceError? Read(byte[] body, out byte[] json) => CborToJson.Convert(body, out json);

    public override ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> json) => JsonToCbor.Convert(json.Span);

    public override void WriteHeaders(IHeaderDictionary headers) => headers[Header] = Name;
}

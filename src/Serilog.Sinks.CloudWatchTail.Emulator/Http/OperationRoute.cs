using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The operation that a request calls and the protocol that it uses. The protocol is also set for a refused request, whose error is sent in it.
// Operation may be empty; Error is what is wrong with the request line and the headers.
readonly record struct OperationRoute(WireProtocol Protocol, string Operation, ServiceError? Error)
{
    const string Service = "Logs_20140328";

    public static OperationRoute Read(HttpRequest request) =>
        request.Headers.ContainsKey(SmithyCbor.Header) || request.Path.StartsWithSegments("/service") ? ReadCbor(request) : ReadJson(request);

    static OperationRoute ReadJson(HttpRequest request)
    {
        const string prefix = Service + ".";
        var protocol = WireProtocol.Json;
        if (!HttpMethods.IsPost(request.Method) || request.Path != "/") return Unknown(protocol, "Operations are sent as POST to '/'.");
        if (ContentType(request) != protocol.ContentType) return Unknown(protocol, $"The content type of a request is '{protocol.ContentType}'.");
        string? target = request.Headers["X-Amz-Target"];
        return target is not null && target.StartsWith(prefix, StringComparison.Ordinal)
            ? new(protocol, target[prefix.Length..], null)
            : Unknown(protocol, $"The header X-Amz-Target does not start with '{prefix}'.");
    }

    static OperationRoute ReadCbor(HttpRequest request)
    {
        const string prefix = $"/service/{Service}/operation/";
        var protocol = WireProtocol.Cbor;
        var path = request.Path.Value ?? "";
        if (!HttpMethods.IsPost(request.Method) || !path.StartsWith(prefix, StringComparison.Ordinal) || path.IndexOf('/', prefix.Length) >= 0)
        {
            return Unknown(protocol, $"Operations are sent as POST to '{prefix}' and their name.");
        }

        if (request.Headers[SmithyCbor.Header] != SmithyCbor.Name) return Unknown(protocol, $"The header {SmithyCbor.Header} is '{SmithyCbor.Name}'.");

        // An operation without members may be called without a body, and then without its content type.
        return ContentType(request) == protocol.ContentType || request.ContentLength is 0
            ? new(protocol, path[prefix.Length..], null)
            : Unknown(protocol, $"The content type of a request is '{protocol.ContentType}'.");
    }

    static string? ContentType(HttpRequest request) => request.ContentType?.Split(';')[0].Trim();

    static OperationRoute Unknown(WireProtocol protocol, string message) => new(protocol, "", ServiceError.UnknownOperation(message));
}

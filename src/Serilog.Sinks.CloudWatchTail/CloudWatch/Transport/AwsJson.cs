using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// AWS JSON 1.1, the protocol that the service documents.
sealed class AwsJson : WireProtocol
{
    public override void Address(IRequest request, string operation)
    {
        request.ResourcePath = "/";
        request.Headers["X-Amz-Target"] = $"Logs_20140328.{operation}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
    }

    public override ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json) => json;

    // Nothing but the body marks a response.
    public override bool IsSpokenIn(IWebResponseData response) => true;

    public override ReadOnlySpan<byte> ToJson(ReadOnlySpan<byte> body) => body;

    public override string? ErrorCodeOf(IWebResponseData response, string? type) =>
        ServiceError.CodeIn(response.GetHeaderValue("x-amzn-errortype")) ?? ServiceError.CodeIn(type);

    public override bool IsRefusedBy(string? code, int status) => false;
}

using System.Net;
using System.Text.Json;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Reads error responses of the service and of proxies in front of it.
static class ServiceError
{
    public static string? RequestIdOf(IWebResponseData response) =>
        NullIfEmpty(response.GetHeaderValue("x-amzn-RequestId"));

    public static CloudWatchLogsException Read(ServiceRequest request, IWebResponseData response, ReadOnlySpan<byte> body, Exception? inner)
    {
        var (protocol, status) = (request.Protocol, response.StatusCode);
        var isSpoken = protocol.IsSpokenIn(response);
        var (code, message) = isSpoken ? ReadBody(protocol, response, body) : default;

        // It is not the events that such a server refuses, and none may be lost for it.
        var isRefused = protocol.IsRefusedBy(code, (int)status);
        message ??= $"{request.Operation} was answered with HTTP {(int)status}{(code is null ? "" : $" {code}")} {(isRefused && !isSpoken ? "in another protocol" : "and no message")}.";
        return new CloudWatchLogsException(
            isRefused ? $"{message} {protocol.Advice}" : message,
            inner,
            code ?? $"HTTP{(int)status}",
            isRefused ? CloudWatchLogsErrorClass.Unavailable : Classify(code, status),
            status,
            RequestIdOf(response))
        {
            IsOfSigning = code is not null && CredentialErrors.Has(code),
        };
    }

    public static CloudWatchLogsErrorClass Classify(string? code, HttpStatusCode status) =>
        code is null ? ClassOfOther(status) : ClassOf(code) ?? ClassOfUnknown(status);

    static CloudWatchLogsErrorClass? ClassOf(string code) => code switch
    {
        "ThrottlingException" or "Throttling" or "ThrottledException" or "TooManyRequestsException" or "RequestLimitExceeded"
            or "RequestThrottled" or "RequestThrottledException" or "SlowDown" or "BandwidthLimitExceeded"
            or "LimitExceededException" => CloudWatchLogsErrorClass.Throttled,

        "ResourceNotFoundException" => CloudWatchLogsErrorClass.NotFound,

        "ResourceAlreadyExistsException" => CloudWatchLogsErrorClass.Exists,

        "AccessDeniedException" or "AccessDenied" or "NotAuthorizedException" or "NotAuthorized" or "UnauthorizedOperation" or "OptInRequired"
            => CloudWatchLogsErrorClass.Denied,

        _ when CredentialErrors.Has(code) => CloudWatchLogsErrorClass.Denied,

        "ServiceUnavailableException" or "ServiceUnavailable" or "InternalFailure" or "InternalFailureException" or "InternalServerError"
            or "InternalServerException" or "InternalServiceError" or "OperationAbortedException" or "RequestTimeout"
            or "RequestTimeoutException" or "PriorRequestNotComplete" => CloudWatchLogsErrorClass.Unavailable,

        "InvalidParameterException" or "InvalidParameterCombinationException" or "InvalidOperationException" or "ValidationException"
            or "SerializationException" or "UnknownOperationException" or "DataAlreadyAcceptedException" or "InvalidSequenceTokenException"
            or "MalformedQueryException" or "UnsupportedOperation" => CloudWatchLogsErrorClass.Invalid,

        _ => null,
    };

    // For an error code that is not listed above, the status decides.
    static CloudWatchLogsErrorClass ClassOfUnknown(HttpStatusCode status) => (int)status switch
    {
        401 or 403 or 407 => CloudWatchLogsErrorClass.Denied,
        429 => CloudWatchLogsErrorClass.Throttled,
        >= 400 and < 500 and not 408 => CloudWatchLogsErrorClass.Invalid,
        _ => CloudWatchLogsErrorClass.Unavailable,
    };

    // A response without a code comes from a proxy or a load balancer. Whatever its status, it says nothing about the events or the credentials, so
    // the call may succeed later.
    static CloudWatchLogsErrorClass ClassOfOther(HttpStatusCode status) =>
        (int)status == 429 ? CloudWatchLogsErrorClass.Throttled : CloudWatchLogsErrorClass.Unavailable;

    // Extracts the code from namespace#Code:uri.
    public static string? CodeIn(string? type)
    {
        if (type is null) return null;
        var code = type.AsSpan();
        var colon = code.IndexOf(':');
        if (colon >= 0) code = code[..colon];
        code = code[(code.LastIndexOf('#') + 1)..].Trim();
        return code.IsEmpty ? null : code.ToString();
    }

    static (string? Code, string? Message) ReadBody(WireProtocol protocol, IWebResponseData response, ReadOnlySpan<byte> body)
    {
        var (type, unmarked, message) = ParseBody(protocol, body);
        var code = protocol.ErrorCodeOf(response, type);

        // Other software uses a member "code" too, so it counts as the service's only if its value is a known code.
        return code is null && CodeIn(unmarked) is { } word && ClassOf(word) is not null ? (word, message) : (code, message);
    }

    static (string? Type, string? Code, string? Message) ParseBody(WireProtocol protocol, ReadOnlySpan<byte> body)
    {
        string? type = null, code = null, message = null;
        try
        {
            var reader = new Utf8JsonReader(protocol.ToJson(body));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("__type"u8);
                var isCode = !isType && reader.ValueTextEquals("code"u8);
                var isMessage = !isType && !isCode && (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("Message"u8));
                reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                {
                    reader.Skip();
                    continue;
                }

                if (isType) type = reader.GetString();
                else if (isCode) code = reader.GetString();
                else if (isMessage) message ??= WithoutSignedHeaders(NullIfEmpty(reader.GetString()));
            }

            return reader.Read() ? default : (NullIfEmpty(type), NullIfEmpty(code), message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A proxy's page or a truncated body: the status and the headers remain.
            return default;
        }
    }

    // The service answers a wrong signature with the canonical request, which contains the session token's header. Cuts it off.
    static string? WithoutSignedHeaders(string? message)
    {
        var canonical = message?.IndexOf("The Canonical String", StringComparison.OrdinalIgnoreCase) ?? -1;
        return canonical < 0 ? message : message![..canonical].TrimEnd();
    }

    static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

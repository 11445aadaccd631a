using System.Net;
using System.Text.Json;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Reads the service's error answers, and those of proxies in between.</summary>
static class ServiceError
{
    public static string? RequestIdOf(IWebResponseData response) =>
        NullIfEmpty(response.GetHeaderValue("x-amzn-RequestId"));

    public static CloudWatchLogsException Read(string operation, IWebResponseData response, ReadOnlySpan<byte> body, Exception? inner)
    {
        var (type, message) = ParseBody(body);
        var code = Strip(NullIfEmpty(response.GetHeaderValue("x-amzn-errortype"))) ?? Strip(type);
        var status = response.StatusCode;
        return new CloudWatchLogsException(
            message ?? $"{operation} was answered with HTTP {(int)status}{(code is null ? "" : $" {code}")} and no message.",
            inner,
            code ?? $"HTTP{(int)status}",
            Classify(code, status),
            status,
            RequestIdOf(response));
    }

    public static CloudWatchLogsErrorClass Classify(string? code, HttpStatusCode status) => code switch
    {
        "ThrottlingException" or "Throttling" or "ThrottledException" or "TooManyRequestsException" or "RequestLimitExceeded"
            or "RequestThrottled" or "RequestThrottledException" or "SlowDown" or "BandwidthLimitExceeded"
            or "LimitExceededException" => CloudWatchLogsErrorClass.Throttled,

        "ResourceNotFoundException" => CloudWatchLogsErrorClass.NotFound,

        "ResourceAlreadyExistsException" => CloudWatchLogsErrorClass.Exists,

        "AccessDeniedException" or "AccessDenied" or "UnrecognizedClientException" or "ExpiredTokenException" or "ExpiredToken"
            or "InvalidSignatureException" or "SignatureDoesNotMatch" or "MissingAuthenticationTokenException" or "MissingAuthenticationToken"
            or "IncompleteSignatureException" or "IncompleteSignature" or "InvalidClientTokenId" or "InvalidAccessKeyId"
            or "NotAuthorizedException" or "NotAuthorized" or "UnauthorizedOperation" or "OptInRequired" or "RequestExpired"
            or "RequestTimeTooSkewed" or "InvalidToken" or "InvalidTokenException" or "TokenRefreshRequired" => CloudWatchLogsErrorClass.Denied,

        "ServiceUnavailableException" or "ServiceUnavailable" or "InternalFailure" or "InternalFailureException" or "InternalServerError"
            or "InternalServerException" or "InternalServiceError" or "OperationAbortedException" or "RequestTimeout"
            or "RequestTimeoutException" or "PriorRequestNotComplete" => CloudWatchLogsErrorClass.Unavailable,

        _ => ClassifyStatus(status, hasCode: code is not null),
    };

    // Without a code it is not the service that answers but something in front of it. Its 400 and 413 are about the request; its 404 is not
    // about a log group, and 3xx and the like will pass when whatever stands there is mended.
    static CloudWatchLogsErrorClass ClassifyStatus(HttpStatusCode status, bool hasCode) => (int)status switch
    {
        401 or 403 or 407 => CloudWatchLogsErrorClass.Denied,
        429 => CloudWatchLogsErrorClass.Throttled,
        408 or >= 500 => CloudWatchLogsErrorClass.Unavailable,
        400 or 413 or 414 or 415 or 431 => CloudWatchLogsErrorClass.Invalid,
        _ => hasCode && (int)status >= 400 ? CloudWatchLogsErrorClass.Invalid : CloudWatchLogsErrorClass.Unavailable,
    };

    /// <summary>Takes the code out of <c>namespace#Code:uri</c>.</summary>
    static string? Strip(string? type)
    {
        if (type is null) return null;
        var code = type.AsSpan();
        var colon = code.IndexOf(':');
        if (colon >= 0) code = code[..colon];
        code = code[(code.LastIndexOf('#') + 1)..].Trim();
        return code.IsEmpty ? null : code.ToString();
    }

    static (string? Type, string? Message) ParseBody(ReadOnlySpan<byte> body)
    {
        string? type = null, code = null, message = null;
        try
        {
            var reader = new Utf8JsonReader(body);
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
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A proxy's page, or an answer cut short: the status has to do, with what was read so far.
        }

        return (NullIfEmpty(type) ?? NullIfEmpty(code), message);
    }

    // A refused signature is answered with the whole request that should have been signed, the session token's header included.
    static string? WithoutSignedHeaders(string? message)
    {
        var canonical = message?.IndexOf("The Canonical String", StringComparison.OrdinalIgnoreCase) ?? -1;
        return canonical < 0 ? message : message![..canonical].TrimEnd();
    }

    static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

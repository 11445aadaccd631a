using System.Net;
using System.Net.Sockets;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Creates the exceptions for network failures: no connection, a reset, no response.
static class NetworkFailure
{
    const string UnreadableCode = "UnreadableResponse";

    public static CloudWatchLogsException Translate(ServiceRequest request, Exception exception)
    {
        var unknown = request.BodyStream.SentUnanswered;
        var (cause, inner) = Describe(request, exception);
        return new CloudWatchLogsException(
            unknown
                ? $"{request.Operation} was sent to {request.Host} and not answered: {cause}"
                : $"{request.Operation} could not be sent to {request.Host}: {cause}",
            inner,
            CodeOf(exception),
            CloudWatchLogsErrorClass.Unavailable,
            outcomeUnknown: unknown)
        {
            IsConnectionRefused = IsRefusal(exception),
        };
    }

    public static CloudWatchLogsException TimedOut(ServiceRequest request, TimeSpan limit, Exception exception)
    {
        if (request.AwaitsCredentials)
        {
            return new CloudWatchLogsException(
                $"{request.Operation} could not be signed: no credentials were available within {Seconds.Of(limit)}.", exception, "CredentialsNotAvailable", CloudWatchLogsErrorClass.Denied);
        }

        var unknown = request.BodyStream.SentUnanswered;
        return new CloudWatchLogsException(
            unknown
                ? $"{request.Operation} was sent and not answered within {Seconds.Of(limit)}."
                : $"{request.Operation} could not be sent within {Seconds.Of(limit)}.",
            exception,
            "RequestTimeout",
            CloudWatchLogsErrorClass.Unavailable,
            outcomeUnknown: unknown);
    }

    // The inner exception of a cancellation, which tells whether the request had been sent.
    public static CloudWatchLogsException Cancelled(ServiceRequest request, Exception exception) => new(
        request.BodyStream.SentUnanswered
            ? $"{request.Operation} was cancelled after it was sent."
            : $"{request.Operation} was cancelled before it was sent.",
        exception,
        "RequestCancelled",
        CloudWatchLogsErrorClass.Unavailable,
        outcomeUnknown: request.BodyStream.SentUnanswered);

    // A 2xx other than 200, the service's only success, or a 200 in another protocol. The response comes from a proxy, which may or may not have
    // forwarded the request.
    public static CloudWatchLogsException NotTheServices(ServiceRequest request, ServiceResponse response) => new(
        response.HttpStatusCode == HttpStatusCode.OK
            ? $"{request.Operation} was answered with HTTP 200 in another protocol. {request.Protocol.Advice}"
            : $"{request.Operation} was answered with HTTP {(int)response.HttpStatusCode}, a status that the service never sends: it comes from a proxy or another server in between.",
        null,
        response.HttpStatusCode == HttpStatusCode.OK ? UnreadableCode : $"HTTP{(int)response.HttpStatusCode}",
        CloudWatchLogsErrorClass.Unavailable,
        response.HttpStatusCode,
        response.RequestId,
        outcomeUnknown: true);

    // A 200 with an unreadable body: the service may or may not have carried the request out.
    public static CloudWatchLogsException Unreadable(ServiceRequest request, ServiceResponse response, Exception exception) => new(
        $"{request.Operation} was answered with HTTP {(int)response.HttpStatusCode} and a body that cannot be read: {exception.Message}",
        exception,
        UnreadableCode,
        CloudWatchLogsErrorClass.Unavailable,
        response.HttpStatusCode,
        response.RequestId,
        outcomeUnknown: true);

    static string CodeOf(Exception exception) => exception is TimeoutException or OperationCanceledException ? "RequestTimeout" : "ConnectionFailed";

    static bool IsRefusal(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused }) return true;
        return false;
    }

    static (string Cause, Exception Inner) Describe(ServiceRequest request, Exception exception)
    {
        // The outer message, "An error occurred while sending the request.", says nothing; the innermost exception names the cause.
        var innermost = exception.GetBaseException();
        for (var e = exception; e is not null; e = e.InnerException)
            if (e is SocketException) innermost = e;

        // .NET quotes a proxy's URL, which may contain a password.
        var cause = UrlText.WithoutUser(innermost.Message);
        if (cause.Length != innermost.Message.Length) exception = new HttpRequestException(cause);
        if (innermost is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }) cause += HintAtTheHost(request);
        return (cause, exception);
    }

    static string HintAtTheHost(ServiceRequest request) => request.Region is { } region
        ? $" (is there a region '{region}', and can this machine resolve the names of AWS?)"
        : " (is the endpoint's host right?)";
}

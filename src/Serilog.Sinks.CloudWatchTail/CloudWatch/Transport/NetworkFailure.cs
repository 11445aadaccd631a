using System.Net.Sockets;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Failures on the way: no connection, a reset, an answer that never came.</summary>
static class NetworkFailure
{
    public static CloudWatchLogsException Translate(ServiceRequest request, Exception exception)
    {
        var unknown = request.BodyStream.SentUnanswered;
        return new CloudWatchLogsException(
            unknown
                ? $"{request.Operation} was sent and not answered: {Describe(exception)}"
                : $"{request.Operation} could not be sent: {Describe(exception)}",
            exception,
            CodeOf(exception),
            CloudWatchLogsErrorClass.Unavailable,
            outcomeUnknown: unknown);
    }

    public static CloudWatchLogsException TimedOut(ServiceRequest request, TimeSpan limit, Exception exception)
    {
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

    /// <summary>The cause of a cancellation: it tells whether the request had been sent.</summary>
    public static CloudWatchLogsException Cancelled(ServiceRequest request, Exception exception) => new(
        request.BodyStream.SentUnanswered
            ? $"{request.Operation} was cancelled after it was sent."
            : $"{request.Operation} was cancelled before it was sent.",
        exception,
        "RequestCancelled",
        CloudWatchLogsErrorClass.Unavailable,
        outcomeUnknown: request.BodyStream.SentUnanswered);

    /// <summary>A success that cannot be understood: whoever sent it, whether the request was carried out is not known.</summary>
    public static CloudWatchLogsException Unreadable(ServiceRequest request, ServiceResponse response, Exception exception) => new(
        $"{request.Operation} was answered with HTTP {(int)response.HttpStatusCode} and a body that cannot be read: {exception.Message}",
        exception,
        "UnreadableResponse",
        CloudWatchLogsErrorClass.Unavailable,
        response.HttpStatusCode,
        response.RequestId,
        outcomeUnknown: true);

    static string CodeOf(Exception exception) => exception is TimeoutException or OperationCanceledException ? "RequestTimeout" : "ConnectionFailed";

    static string Describe(Exception exception)
    {
        // "An error occurred while sending the request." says nothing; the innermost exception does.
        for (var e = exception; e is not null; e = e.InnerException)
            if (e is SocketException) return e.Message;
        return exception.GetBaseException().Message;
    }
}

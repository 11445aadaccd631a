using System.Net;
using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// A failed call to CloudWatch Logs: the service refused it or could not be reached. <see cref="AmazonServiceException.ErrorCode"/> is the service's
/// own code, for example <c>ResourceNotFoundException</c>.
/// </summary>
/// <remarks>
/// Without a code from the service it is one of these: <c>HTTP502</c> and the like for a response without a code, such as a proxy's;
/// <c>ConnectionFailed</c>, <c>RequestTimeout</c> and <c>RequestCancelled</c> if there was no response; <c>UnreadableResponse</c>;
/// <c>CredentialsNotAvailable</c> and <c>RegionNotFound</c> if nothing could be sent.
/// </remarks>
public class CloudWatchLogsException : AmazonServiceException
{
    /// <summary>Create an exception for a failed call.</summary>
    /// <param name="message">The service's message, or what went wrong before or after it.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    /// <param name="errorCode">The service's code, without namespace prefix or URI suffix.</param>
    /// <param name="errorClass">What can be done about the failure.</param>
    /// <param name="statusCode">The HTTP status; zero if there was no response.</param>
    /// <param name="requestId">The service's request ID, if there is one.</param>
    /// <param name="outcomeUnknown">Whether the request was sent and never answered.</param>
    public CloudWatchLogsException(
        string message,
        Exception? innerException,
        string errorCode,
        CloudWatchLogsErrorClass errorClass,
        HttpStatusCode statusCode = 0,
        string? requestId = null,
        bool outcomeUnknown = false)
        : base(message, innerException, ErrorType.Unknown, errorCode, requestId, statusCode)
    {
        ErrorClass = errorClass;
        OutcomeUnknown = outcomeUnknown;
    }

    /// <summary>The class of the failure, by what can be done about it.</summary>
    public CloudWatchLogsErrorClass ErrorClass { get; }

    // Whether something in front of the service, not the service itself, takes no request of this size.
    internal bool IsTooLargeOnTheWay => ErrorClass == CloudWatchLogsErrorClass.Unavailable && StatusCode == HttpStatusCode.RequestEntityTooLarge;

    // Whether there are no credentials at all, rather than some that could not be read or renewed just now.
    internal bool HasNoCredentials { get; init; }

    // Whether the endpoint's machine, or a proxy's, answered that nothing listens there.
    internal bool IsConnectionRefused { get; init; }

    // Whether the request could not be signed, or the service refused its signature: the keys, or this machine's clock.
    internal bool IsOfSigning { get; init; }

    // Whether the same call may succeed later as it is: the service refused neither its content nor for want of a permission.
    internal bool IsPassing => ErrorClass switch
    {
        CloudWatchLogsErrorClass.Throttled or CloudWatchLogsErrorClass.Unavailable => true,
        CloudWatchLogsErrorClass.Denied => IsOfSigning,
        _ => false,
    };

    /// <summary>
    /// Whether the request was sent but never answered, so that the service may have carried it out: puts are not idempotent. False if the service
    /// responded, or if no connection could be made.
    /// </summary>
    public bool OutcomeUnknown { get; }
}

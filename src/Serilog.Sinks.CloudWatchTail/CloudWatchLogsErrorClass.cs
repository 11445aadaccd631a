namespace Serilog.Sinks.CloudWatchTail;

/// <summary>The class of a <see cref="CloudWatchLogsException"/>, by what can be done about it.</summary>
public enum CloudWatchLogsErrorClass
{
    /// <summary>The service is available but accepts no more for now: ThrottlingException, HTTP 429, LimitExceededException. Retry later.</summary>
    Throttled,

    /// <summary>ResourceNotFoundException: the log group or the log stream does not exist.</summary>
    NotFound,

    /// <summary>ResourceAlreadyExistsException: the resource to create already exists.</summary>
    Exists,

    /// <summary>
    /// The service refuses the request itself (InvalidParameterException, ValidationException and others) and would refuse it again.
    /// </summary>
    Invalid,

    /// <summary>Credentials or permissions: AccessDeniedException, UnrecognizedClientException, ExpiredTokenException, InvalidSignatureException, or no credentials or no region found.</summary>
    Denied,

    /// <summary>
    /// A transient failure of the service or the network: HTTP 5xx, ServiceUnavailableException, OperationAbortedException, resets, timeouts.
    /// </summary>
    Unavailable,
}

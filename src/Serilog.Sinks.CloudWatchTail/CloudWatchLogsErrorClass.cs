namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What kind of failure a <see cref="CloudWatchLogsException"/> is, by what can be done about it.</summary>
public enum CloudWatchLogsErrorClass
{
    /// <summary>The service is there but takes no more for now: ThrottlingException, HTTP 429, LimitExceededException. Try again, later.</summary>
    Throttled,

    /// <summary>ResourceNotFoundException: the log group or the log stream does not exist.</summary>
    NotFound,

    /// <summary>ResourceAlreadyExistsException: what was to be created is there already.</summary>
    Exists,

    /// <summary>The request itself is refused (InvalidParameterException, ValidationException and the like) and would be again, unchanged.</summary>
    Invalid,

    /// <summary>Credentials or permissions: AccessDeniedException, UnrecognizedClientException, ExpiredTokenException, InvalidSignatureException, or no credentials or no region found.</summary>
    Denied,

    /// <summary>A passing fault of the service or the network: HTTP 5xx, ServiceUnavailableException, OperationAbortedException, resets, time-outs.</summary>
    Unavailable,
}

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

enum LiveTailEndCause
{
    /// <summary>The connection was closed between two messages or in the middle of one, without an exception message.</summary>
    Cut,

    /// <summary>Reading failed: a reset or another network error.</summary>
    ConnectionFailed,

    /// <summary>A wrong CRC, an impossible length or a payload that cannot be read.</summary>
    Corrupt,

    /// <summary>Nothing came for the silence limit.</summary>
    Silence,

    /// <summary>The service ended the session after its three hours (SessionTimeoutException).</summary>
    SessionTimeout,

    /// <summary>Any other modelled exception in the stream, such as SessionStreamingException.</summary>
    Exception,

    /// <summary>An unmodelled error message, with its code.</summary>
    Error,
}

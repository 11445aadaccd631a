namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

enum LiveTailEndCause
{
    /// <summary>The connection was closed, between two messages or inside one, without an exception message.</summary>
    Cut,

    /// <summary>Reading failed: a reset or another network error.</summary>
    ConnectionFailed,

    /// <summary>A wrong CRC, an impossible length or an unreadable payload.</summary>
    Corrupt,

    /// <summary>No message was completed within the silence limit.</summary>
    Silence,

    /// <summary>The service ended the session after its three hours (SessionTimeoutException).</summary>
    SessionTimeout,

    /// <summary>Any other modelled exception in the stream, such as SessionStreamingException.</summary>
    Exception,

    /// <summary>An unmodelled error message, with its code.</summary>
    Error,
}

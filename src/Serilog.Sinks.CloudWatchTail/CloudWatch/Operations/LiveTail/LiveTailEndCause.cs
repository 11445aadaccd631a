namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

enum LiveTailEndCause
{
    // The connection was closed, between two messages or inside one, without an exception message.
    Cut,

    // Reading failed: a reset or another network error.
    ConnectionFailed,

    // A wrong CRC, an impossible length or an unreadable payload.
    Corrupt,

    // No message was completed within the silence limit.
    Silence,

    // The service ended the session after its three hours (SessionTimeoutException).
    SessionTimeout,

    // Any other modelled exception in the stream, such as SessionStreamingException.
    Exception,

    // An unmodelled error message, with its code.
    Error,
}

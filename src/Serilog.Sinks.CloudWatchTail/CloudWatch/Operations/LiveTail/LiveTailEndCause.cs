namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

enum LiveTailEndCause
{
    // The connection was closed without an exception message, between two messages or within one.
    Cut,

    // Reading failed, by a reset or another network error.
    ConnectionFailed,

    // A checksum was wrong, a length impossible or a payload unreadable.
    Corrupt,

    // No message was completed within the silence limit.
    Silence,

    // The service ended the session after its three hours (SessionTimeoutException).
    SessionTimeout,

    // Any other modelled exception in the stream, such as SessionStreamingException.
    Exception,

    // An error message that the service does not model, with its code.
    Error,
}

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

enum LiveTailMessageKind
{
    // sessionStart: the service shows matching events from now on. Start holds the session's ids.
    SessionStart,

    // sessionUpdate, one each second and possibly empty. Update holds its events.
    SessionUpdate,

    // The session is over; End holds the cause.
    Ended,
}

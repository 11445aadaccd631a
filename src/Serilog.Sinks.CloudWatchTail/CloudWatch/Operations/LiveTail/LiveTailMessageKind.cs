namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

enum LiveTailMessageKind
{
    // sessionStart: matching events are shown from now on. Start holds the session's ids.
    SessionStart,

    // sessionUpdate, with Update: one each second, possibly empty.
    SessionUpdate,

    // The session is over; End holds the cause.
    Ended,
}

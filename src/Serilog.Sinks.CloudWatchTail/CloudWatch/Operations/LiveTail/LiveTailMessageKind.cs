namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

enum LiveTailMessageKind
{
    /// <summary>sessionStart: matching events are shown from now on. <see cref="LiveTailMessage.Start"/> holds the session's ids.</summary>
    SessionStart,

    /// <summary>sessionUpdate, with <see cref="LiveTailMessage.Update"/>: one each second, possibly empty.</summary>
    SessionUpdate,

    /// <summary>The session is over; <see cref="LiveTailMessage.End"/> holds the cause.</summary>
    Ended,
}

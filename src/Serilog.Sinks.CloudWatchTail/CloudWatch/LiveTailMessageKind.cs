namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

enum LiveTailMessageKind
{
    /// <summary>sessionStart: from here on matching events are shown. <see cref="LiveTailMessage.Start"/> names the session.</summary>
    SessionStart,

    /// <summary>sessionUpdate, with <see cref="LiveTailMessage.Update"/>; one each second, possibly empty.</summary>
    SessionUpdate,

    /// <summary>The session is over; <see cref="LiveTailMessage.End"/> says why.</summary>
    Ended,
}

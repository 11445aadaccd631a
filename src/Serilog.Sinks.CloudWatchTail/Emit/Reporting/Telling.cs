namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>Which of those that hear of failures one is for.</summary>
enum Telling
{
    /// <summary>All of them.</summary>
    Everyone,

    /// <summary>The fallback sinks and Serilog's failure listener, which take the events: the announcement follows, for many together.</summary>
    TakersOfEvents,

    /// <summary>The callback or SelfLog: the takers of events have had them.</summary>
    Announcement,
}

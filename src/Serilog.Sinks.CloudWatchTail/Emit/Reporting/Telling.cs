namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The receivers of failures to which a failure is addressed.
enum Telling
{
    Everyone,

    // The fallback sinks and Serilog's failure listener, which take events; an announcement for many events follows.
    TakersOfEvents,

    // The callback or SelfLog; the other receivers have already got the events.
    Announcement,
}

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// A message, and the event that was read from it; null when neither a filter nor an output needs one.
readonly record struct TailedEvent(CloudWatchLiveTailMessage Message, LogEvent? LogEvent)
{
    // Stands before the event after a gap in the context of matches, as in grep.
    public bool FollowsGap { get; init; }
}

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// A message and its event, which is null if neither a filter nor an output needs it.
readonly record struct TailedEvent(CloudWatchLiveTailMessage Message, LogEvent? LogEvent)
{
    // Set on the first event after a gap in the context of matches, where grep prints a separator.
    public bool FollowsGap { get; init; }
}

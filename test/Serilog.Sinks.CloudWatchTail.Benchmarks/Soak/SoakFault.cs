namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Soak;

/// <summary>What is the matter with the service.</summary>
enum SoakFault
{
    None,
    Unavailable,
    Throttled,
    Unanswered,
    Denied,
    StreamsGone,
}

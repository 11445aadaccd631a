using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>What a captured event holds beside its properties; one line of the processor's cache.</summary>
/// <param name="Source">The event's template, or the event itself if it is kept whole.</param>
/// <param name="Size">What the event keeps in memory, where that is counted; its complement if the event is kept whole.</param>
readonly record struct CapturedHead(
    DateTimeOffset Timestamp,
    LogEventLevel Level,
    object Source,
    Exception? Exception,
    string? TraceId,
    string? SpanId,
    int FirstProperty,
    int PropertyCount,
    int Size)
{
    public bool IsWhole => Size < 0;

    /// <summary>What the event keeps in memory, where that is counted.</summary>
    public int Bytes => IsWhole ? ~Size : Size;
}

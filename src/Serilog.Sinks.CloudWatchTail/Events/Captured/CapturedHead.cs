using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Everything of a captured event except its properties, in one cache line. Source is the template, or the event itself if it is kept whole. Size is
// the memory that the event keeps, where it is measured, or its complement if the event is kept whole.
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

    // The memory that the event keeps, where it is measured.
    public int Bytes => IsWhole ? ~Size : Size;
}

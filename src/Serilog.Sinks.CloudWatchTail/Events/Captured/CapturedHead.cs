using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// What a captured event holds beside its properties; one line of the processor's cache.
// Source: The event's template, or the event itself if it is kept whole.
// What the event keeps in memory, where that is counted; its complement if the event is kept whole, and with CopiesFlag if it holds copies.
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
    // A bit above all sizes.
    public const int CopiesFlag = 1 << 30;

    public bool IsWhole => Size < 0;

    // Whether some of the event's strings are LargeText, whose uses are counted.
    public bool HoldsCopies => Size >= CopiesFlag;

    // What the event keeps in memory, where that is counted.
    public int Bytes => IsWhole ? ~Size : Size & ~CopiesFlag;
}

using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The service's limits on one put, as in the API reference of PutLogEvents, narrowed by the sink's options.
readonly record struct PutLogEventsLimits(int Events, int Bytes)
{
    public const int MaxEvents = 10_000;

    // The sum of the UTF-8 bytes of all messages plus BytesPerEvent for each; JSON escapes and timestamps do not count.
    public const int MaxBytes = 1_048_576;

    // The bytes that the service adds for each event.
    public const int BytesPerEvent = EventCosts.BytesPerEvent;

    // The longest message: the service's limit on an event, 1 MiB, less BytesPerEvent.
    public const int MaxMessageBytes = MaxBytes - BytesPerEvent;

    // The smallest sensible limit on a message: a time, a level and a few words must fit.
    public const int LeastMessageBytes = 1024;

    // The time span from the first to the last event of a put.
    public const long MaxSpanMilliseconds = 24L * 60 * 60 * 1000;
}

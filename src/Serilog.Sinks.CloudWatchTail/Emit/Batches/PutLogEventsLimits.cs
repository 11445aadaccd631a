using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>The service's limits on one put, as the API reference of PutLogEvents states them, narrowed by the sink's options.</summary>
readonly record struct PutLogEventsLimits(int Events, int Bytes)
{
    /// <summary>Events in one put.</summary>
    public const int MaxEvents = 10_000;

    /// <summary>The sum of the UTF-8 bytes of every message plus <see cref="BytesPerEvent"/>; JSON escapes and timestamps do not count.</summary>
    public const int MaxBytes = 1_048_576;

    /// <summary>What the service adds for each event.</summary>
    public const int BytesPerEvent = EventCosts.BytesPerEvent;

    /// <summary>The longest message: the service's limit on an event, 1 MiB, less what it adds.</summary>
    public const int MaxMessageBytes = MaxBytes - BytesPerEvent;

    /// <summary>No smaller limit on a message makes sense: below it, a time, a level and a few words do not fit.</summary>
    public const int LeastMessageBytes = 1024;

    /// <summary>From the first event to the last one of a put.</summary>
    public const long MaxSpanMilliseconds = 24L * 60 * 60 * 1000;
}

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

sealed record RenderedEvent(LogEvent Event, byte[] Message)
{
    public long Timestamp => Event.Timestamp.ToUnixTimeMilliseconds();
}

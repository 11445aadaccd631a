using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

sealed class NullSink : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
    }
}

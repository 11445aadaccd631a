using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

sealed class NullBatchSink : IBatchedLogEventSink
{
    public Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch) => Task.CompletedTask;

    public Task OnEmptyBatchAsync() => Task.CompletedTask;
}

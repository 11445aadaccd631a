using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>What a caller pays to leave an event, and the loop to take it.</summary>
[MemoryDiagnoser]
public class QueueBenchmarks
{
    readonly LogEvent _event = SampleEvents.Small();
    readonly LoopSignal _signal = new(TimeProvider.System);
    EventQueue _queue = null!;

    [GlobalSetup]
    public void SetUp() => _queue = new EventQueue(new EventQueueLimits(int.MaxValue, long.MaxValue, false, int.MaxValue, LogEventLevel.Fatal), _signal, new SinkLedger());

    [GlobalCleanup]
    public void CleanUp() => _signal.Dispose();

    [Benchmark(OperationsPerInvoke = EventQueue.PageSize)]
    public void EnqueueAndTake()
    {
        for (var i = 0; i < EventQueue.PageSize; i++) _queue.TryEnqueue(_event);
        while (_queue.Take(out _) is { } page) _queue.Return(page);
        _queue.Leave(EventQueue.PageSize);
    }
}

using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

// What a caller pays to have an event held as a detail, the discarding of older ones included, beside what it pays to queue it. Ten events a trace.
[MemoryDiagnoser]
public class DetailBenchmarks
{
    const int Events = EventQueue.PageSize;

    readonly LogEvent[] _events = [.. Enumerable.Range(0, Events / 10 * 100).Select(static _ => ActivityTraceId.CreateRandom()).SelectMany(static t => Enumerable.Repeat(t, 10)).Select(Traced)];
    readonly LoopSignal _signal = new(TimeProvider.System);
    readonly DetailKey _key = new(null);
    readonly DetailStore _store = new(1 << 20, TimeProvider.System.TimestampFrequency * 60);
    EventQueue _queue = null!;
    int _next;

    [GlobalSetup]
    public void SetUp() => _queue = new EventQueue(new EventQueueLimits(int.MaxValue, long.MaxValue, false, int.MaxValue, LogEventLevel.Fatal), _signal, new SinkLedger());

    [GlobalCleanup]
    public void CleanUp() => _signal.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void Queue()
    {
        for (var i = 0; i < Events; i++) _queue.TryEnqueue(Next());
        while (_queue.Take(out _) is { } page) _queue.Return(page);
        _queue.Leave(Events);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public void Hold()
    {
        for (var i = 0; i < Events; i++)
        {
            var logEvent = Next();
            _store.Take(logEvent, _key.Of(logEvent)!, default, TimeProvider.System.GetTimestamp(), out _);
        }
    }

    LogEvent Next() => _events[_next = (_next + 1) % _events.Length];

    static LogEvent Traced(ActivityTraceId trace)
    {
        var small = SampleEvents.Small();
        return new LogEvent(small.Timestamp, small.Level, null, small.MessageTemplate, small.Properties.Select(p => new LogEventProperty(p.Key, p.Value)), trace, ActivitySpanId.CreateRandom());
    }
}

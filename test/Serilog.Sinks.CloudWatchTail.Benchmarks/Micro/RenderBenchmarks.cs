using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>One event to the UTF-8 message that is sent, against Serilog's own JSON formatter into a reused writer.</summary>
[MemoryDiagnoser]
public class RenderBenchmarks
{
    readonly MessageRenderer _cloudWatchJson = new(new CloudWatchJsonFormatter());
    readonly MessageRenderer _clef = new(new ClefFormatter());
    readonly JsonFormatter _json = new(renderMessage: false);
    readonly JsonFormatter _jsonRendered = new(renderMessage: true);
    readonly Utf8Buffer _buffer = new(4096);
    readonly StringWriter _writer = new();
    CapturedEvents _captured = null!;
    LogEvent _event = null!;

    [ParamsAllValues]
    public bool Large { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _event = Large ? SampleEvents.Large() : SampleEvents.Small();
        _captured = SampleEvents.Capture(_event);
    }

    [Benchmark(Baseline = true)]
    public int SerilogJsonRendered() => Write(_jsonRendered);

    [Benchmark]
    public int CloudWatchJson() => Render(_cloudWatchJson);

    [Benchmark]
    public int SerilogJson() => Write(_json);

    [Benchmark]
    public int Clef() => Render(_clef);

    int Render(MessageRenderer renderer)
    {
        _buffer.Clear();
        renderer.Render(_captured[0], 1_000_000, _buffer);
        return _buffer.Length;
    }

    int Write(JsonFormatter formatter)
    {
        _writer.GetStringBuilder().Clear();
        formatter.Format(_event, _writer);
        return _writer.GetStringBuilder().Length;
    }
}

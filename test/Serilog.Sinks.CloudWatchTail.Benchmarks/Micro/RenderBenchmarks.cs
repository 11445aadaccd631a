using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks;

/// <summary>One event to the UTF-8 message that is sent, against Serilog's own JSON formatter into a reused writer.</summary>
[MemoryDiagnoser]
public class RenderBenchmarks
{
    readonly LogEvent _event = SmallEvent();
    readonly MessageRenderer _cloudWatchJson = new(new CloudWatchJsonFormatter());
    readonly MessageRenderer _clef = new(new ClefFormatter());
    readonly JsonFormatter _json = new(renderMessage: false);
    readonly JsonFormatter _jsonRendered = new(renderMessage: true);
    readonly Utf8Buffer _buffer = new();
    readonly StringWriter _writer = new();

    internal static LogEvent SmallEvent() => new(
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero),
        LogEventLevel.Information,
        null,
        new MessageTemplateParser().Parse("Order {OrderId} for {Customer} took {Elapsed} ms"),
        [
            new LogEventProperty("OrderId", new ScalarValue(4711)),
            new LogEventProperty("Customer", new ScalarValue("ACME Corporation")),
            new LogEventProperty("Elapsed", new ScalarValue(12.75)),
            new LogEventProperty("MachineName", new ScalarValue("web-1")),
            new LogEventProperty("Application", new ScalarValue("shop")),
        ]);

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
        renderer.Render(_event, 1_000_000, _buffer);
        return _buffer.Length;
    }

    int Write(JsonFormatter formatter)
    {
        _writer.GetStringBuilder().Clear();
        formatter.Format(_event, _writer);
        return _writer.GetStringBuilder().Length;
    }
}

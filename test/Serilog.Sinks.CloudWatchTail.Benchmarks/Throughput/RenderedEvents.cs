using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Renders the events of a case: how long their messages are on average, and the messages themselves.</summary>
sealed class RenderedEvents : ILogEventSink, IDisposable
{
    const int Sample = 10_000;

    readonly MessageRenderer _renderer;
    readonly Utf8Buffer _message = new();
    readonly List<RenderedEvent> _rendered = [];

    RenderedEvents(string formatter)
    {
        _renderer = new MessageRenderer(Formatters.Create(formatter));
    }

    /// <summary>The mean over evenly spaced events of the case.</summary>
    public static double MeanBytes(BenchCase bench)
    {
        // Odd, since customers and times come again after a hundred events: an even step would see the same few of them.
        var step = Math.Max(1, bench.Events / Sample) | 1;
        return Render(bench, Math.Min(bench.Events, Sample), step).Average(r => r.Message.Length);
    }

    public static IReadOnlyList<RenderedEvent> Render(BenchCase bench, int count, int step = 1)
    {
        using var events = new RenderedEvents(bench.Formatter);
        using var logger = LoggerCase.Configure(bench.Properties).WriteTo.Sink(events).CreateLogger();
        var source = new EventSource(bench);
        for (var i = 0; i < count; i++) source.Write(logger, i * step);
        return events._rendered;
    }

    public void Emit(LogEvent logEvent)
    {
        _message.Clear();
        _renderer.Render(logEvent, 1_000_000, _message);
        _rendered.Add(new RenderedEvent(logEvent, _message.WrittenSpan.ToArray()));
    }

    public void Dispose() => _message.Dispose();
}

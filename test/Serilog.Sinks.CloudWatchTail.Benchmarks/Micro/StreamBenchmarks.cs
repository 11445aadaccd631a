using BenchmarkDotNet.Attributes;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>Finding the stream of an event.</summary>
[MemoryDiagnoser]
public class StreamBenchmarks
{
    readonly CapturedEvents _captured = SampleEvents.Capture(SampleEvents.Small());
    StreamRouter _router = null!;

    [Params("web-1", "web-1/{Date}", "{Application}/{Customer|none}")]
    public string Template { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        if (!StreamNameTemplate.TryParse(Template, new StreamConstants("web-1", "shop", "1", "abc"), out var template, out var error)) throw new ArgumentException(error);
        _router = new StreamRouter(template, new EmitSettings(new CloudWatchSinkOptions { LogGroup = "/shop/orders" }), _ => { });
    }

    [Benchmark]
    public object Route() => _router.Route(_captured[0]);
}

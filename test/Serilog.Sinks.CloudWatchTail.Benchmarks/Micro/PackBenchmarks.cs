using BenchmarkDotNet.Attributes;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>Ten thousand events to the finished body of a put: rendered on the way, or rendered before.</summary>
[MemoryDiagnoser]
public class PackBenchmarks
{
    const int Events = 10_000;
    const long Time = 1_772_366_400_000;

    static readonly EmitSettings Settings = new(new CloudWatchSinkOptions { LogGroup = "/shop/orders", BatchSizeLimit = Events, BatchSizeLimitBytes = int.MaxValue });

    readonly StreamName _name = new("web-1");
    readonly StreamTable _streams = new();
    readonly BatchPool _pool = new(Settings);
    readonly MessageRenderer _renderer = new(new ClefFormatter());
    readonly CapturedEvents _captured = SampleEvents.Capture(SampleEvents.Small(), Events);
    readonly byte[] _message = SampleEvents.Render(new ClefFormatter(), SampleEvents.Small());
    readonly Utf8Buffer _rendered = new();
    PageOwner _owner = null!;
    BatchPacker _packer = null!;

    [GlobalSetup]
    public void SetUp() => (_owner, _packer) = (new PageOwner(_captured), new BatchPacker(Settings, _streams, _pool));

    [Benchmark(OperationsPerInvoke = Events)]
    public int RenderAndPack()
    {
        for (var i = 0; i < Events; i++)
        {
            _rendered.Clear();
            _renderer.Render(_captured[i], 1_000_000, _rendered);
            _packer.Receive(_owner, _name, new ArrivingEvent(i, Time, 0, 0), _rendered.WrittenSpan, out _);
        }

        return Finish(_streams.Of(_name).Sealed.First!);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int Pack()
    {
        var batch = _pool.Rent(_streams.Of(_name), _owner);
        for (var i = 0; i < Events; i++) batch.Add(i, Time, _message);
        batch.Seal();
        return Finish(batch);
    }

    int Finish(PackedBatch batch)
    {
        var length = (int)batch.Body.Length;
        _pool.Return(batch);
        return length;
    }
}

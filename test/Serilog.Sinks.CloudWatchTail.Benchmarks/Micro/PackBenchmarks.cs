using BenchmarkDotNet.Attributes;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>Ten thousand events to the finished body of a put: rendered on the way, or rendered before.</summary>
[MemoryDiagnoser]
public class PackBenchmarks
{
    const int Events = 10_000;

    static readonly PutLogEventsLimits Limits = new(Events, int.MaxValue);

    readonly LogStream _stream = new("/shop/orders", "web-1", static () => 0.5);
    readonly BatchPool _pool = new();
    readonly CapturedEvents _captured = SampleEvents.Capture(SampleEvents.Small(), Events);
    readonly byte[] _message = SampleEvents.Render(new ClefFormatter(), SampleEvents.Small());
    LogEventPacker _packer = null!;

    [GlobalSetup]
    public void SetUp() => _packer = new LogEventPacker(new MessageRenderer(new ClefFormatter()), Limits, 1_000_000, _pool);

    [Benchmark(OperationsPerInvoke = Events)]
    public int RenderAndPack()
    {
        for (var i = 0; i < Events; i++) _packer.Add(_stream, _captured[i], 1_772_366_400_000, 0, 0, out _);
        return Finish(_stream.Sealed.First!);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int Pack()
    {
        var batch = _pool.Rent(_stream);
        for (var i = 0; i < Events; i++) batch.Add(_captured[i], 1_772_366_400_000, _message);
        batch.Seal();
        return Finish(batch);
    }

    int Finish(PackedBatch batch)
    {
        var length = batch.Body.Length;
        _pool.Return(batch);
        return length;
    }
}

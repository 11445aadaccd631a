using BenchmarkDotNet.Attributes;
using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>Logging an event and waiting for the last of many, against a sink that does nothing; the service is free.</summary>
[MemoryDiagnoser]
public class EmitBenchmarks
{
    const int Events = 20_000;

    Logger _nothing = null!;
    Logger _cloudWatch = null!;

    [Params(1, 4)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _nothing = LoggerCase.Configure().WriteTo.Sink(new NullSink()).CreateLogger();
        _cloudWatch = LoggerCase.Configure().WriteTo.CloudWatch(o =>
        {
            o.LogGroup = LoggerCase.LogGroup;
            o.LogStream = "web-1";
            o.Formatter = new ClefFormatter();
            o.ClientFactory = (_, _) => new AcceptingClient();
        }).CreateLogger();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _nothing.Dispose();
        _cloudWatch.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void NullSink() => Log(_nothing);

    [Benchmark(OperationsPerInvoke = Events)]
    public async Task CloudWatch()
    {
        Log(_cloudWatch);
        await CloudWatchSinks.FlushAllAsync();
    }

    void Log(Logger logger)
    {
        if (Threads == 1) Log(logger, Events);
        else Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ => Log(logger, Events / Threads));
    }

    static void Log(Logger logger, int events)
    {
        for (var i = 0; i < events; i++) logger.Information("Order {OrderId} for {Customer} took {Elapsed} ms", i, "ACME Corporation", 12.75);
    }
}

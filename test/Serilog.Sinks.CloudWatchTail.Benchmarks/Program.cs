using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Serilog.Sinks.CloudWatchTail.Benchmarks.Soak;
using Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

// Apart from the rest, which the runtime would compile, and load the benchmark library for, before what is measured begins.
if (args is ["start", ..]) return StartCase.Run(args);
return await RunAsync(args);

// "throughput" is the end-to-end program, "drain" and "case" are the processes it starts; "soak" checks the counts for minutes on end; --short is a look at everything that takes minutes;
// anything else is BenchmarkDotNet's own command line.
static async Task<int> RunAsync(string[] args)
{
    switch (args)
    {
        case ["throughput", "--help" or "-h" or "-?"]:
            Console.WriteLine(ThroughputArguments.Usage);
            return 0;
        case ["throughput", ..]:
            return ThroughputProgram.Run(ThroughputArguments.Parse(args[1..]));
        case ["soak"]:
            return SoakProgram.Run(10);
        case ["soak", var minutes] when double.TryParse(minutes, CultureInfo.InvariantCulture, out var length):
            return SoakProgram.Run(length);
        case ["soak", ..]:
            Console.WriteLine(SoakProgram.Usage);
            return 1;
        case ["drain"]:
            return await DrainServer.RunAsync();
        case ["case", var bench, var url]:
            return CaseRunner.Run(bench, url);
        case ["--short"]:
            BenchmarkRunner.Run(typeof(Program).Assembly, DefaultConfig.Instance.AddJob(Job.ShortRun));
            return ThroughputProgram.Run(ThroughputArguments.Parse(["--short"]));
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            return 0;
    }
}

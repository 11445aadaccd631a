using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

// --short runs every benchmark once over, for a look; anything else is BenchmarkDotNet's own command line.
if (args is ["--short"])
{
    BenchmarkRunner.Run(typeof(Program).Assembly, DefaultConfig.Instance.AddJob(Job.ShortRun));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}

using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Starts this program again, as the server or to run one case.</summary>
static class ChildProcess
{
    public static Process Start(params string[] arguments)
    {
        // Started by "dotnet X.dll" the process is dotnet; started by its own executable it is that.
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

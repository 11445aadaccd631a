using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The test program logging numbers in durable mode, as a process that gets killed.</summary>
static class CrashChild
{
    /// <summary>Lets it run until it has said so many lines, and until a moment comes, kills it, and returns the numbers whose Emit had returned.</summary>
    public static async Task<int[]> RunAndKillAsync(string serviceUrl, string baseFilename, int from, int count, int linesBeforeTheEnd, Func<Task> moment)
    {
        using var process = Start(serviceUrl, baseFilename, from, count);
        var numbers = new List<int>();
        for (var lines = 0; await ReadLineAsync(process) is { } line; lines++)
        {
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
            if (lines != linesBeforeTheEnd) continue;
            await moment();
            process.Kill();
        }

        await process.WaitForExitAsync().WaitAsync(Limits.Patience);
        process.ExitCode.Should().NotBe(0, "it was killed");
        return [.. numbers];
    }

    /// <summary>Lets it deliver what is on the disk.</summary>
    public static async Task DrainAsync(string serviceUrl, string baseFilename)
    {
        using var process = Start(serviceUrl, baseFilename, 0, 0);
        while (await ReadLineAsync(process) is not null)
        {
        }

        await process.WaitForExitAsync().WaitAsync(Limits.Patience);
        process.ExitCode.Should().Be(0);
    }

    static Task<string?> ReadLineAsync(Process process) => process.StandardOutput.ReadLineAsync().WaitAsync(Limits.Patience);

    static Process Start(string serviceUrl, string baseFilename, int from, int count)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Serilog.Sinks.CloudWatchTail.TestProgram.dll"));
        foreach (var argument in new object[] { "durable", serviceUrl, baseFilename, from, count }) start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"{argument}"));
        return Process.Start(start)!;
    }
}

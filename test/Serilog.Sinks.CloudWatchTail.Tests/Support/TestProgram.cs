using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Runs the test program beside this one.</summary>
static class TestProgram
{
    const string Name = "Serilog.Sinks.CloudWatchTail.TestProgram";

    static readonly string File = Path.Combine(AppContext.BaseDirectory, $"{Name}.dll");

    public static ProgramRun Start(params string[] arguments) => ProgramRun.Start(File, [], arguments);

    /// <summary>Waits for its end.</summary>
    public static async Task<(int ExitCode, string[] Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(File);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        // A crash is what some tests want; a dump of it is not.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limits.Patience);
        await error;
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}

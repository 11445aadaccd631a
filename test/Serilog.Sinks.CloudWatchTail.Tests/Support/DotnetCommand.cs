using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Runs the SDK's command with a package cache of its own in the folder, so that nothing is left elsewhere.</summary>
sealed class DotnetCommand(TempFolder folder)
{
    /// <summary>For builds, and for programs that have much to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>The machine's own package cache, where everything that these tests are built on is.</summary>
    public static string PackageCache { get; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Runs it and expects success.</summary>
    /// <returns>What it wrote.</returns>
    public Task<string> RunAsync(string directory, params string[] arguments) => RunProgramAsync("dotnet", directory, arguments);

    public async Task<string> RunProgramAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        // The run that these tests are part of must not show through.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        if (directory != Repository.Root) start.Environment["NUGET_PACKAGES"] = folder.GetFile("packages");

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.Should().Be(0, "of {0} {1}:\n{2}{3}", program, string.Join(' ', arguments), await output, await error);
        return await output;
    }
}

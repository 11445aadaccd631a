#if NET10_0_OR_GREATER
using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Conformance;

/// <summary>
/// AWS's own SDK for JavaScript, a client that shares nothing with this project, against the emulator. Once is enough: only in the build for the
/// latest framework. Where Node or its packages are not to be had, it says so and is skipped.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ConformanceTests
{
    const int LeastCases = 60;
    const string Token = "session/token+=";

    static readonly EmulatorCredentials Credentials = new("AKIDEXAMPLE", "secret");

    string _folder = null!;

    [SetUp]
    public void CopyTheScript()
    {
        _folder = Directory.CreateTempSubdirectory("emulator-conformance-").FullName;
        var source = Path.Combine(TestContext.CurrentContext.TestDirectory, "Emulator", "Conformance");
        foreach (var file in Directory.GetFiles(source)) System.IO.File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    [TearDown]
    public void RemoveTheCopy() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task TheSdkForJavaScriptCannotTellItFromTheService()
    {
        await InstallAsync();
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.Credentials = Credentials;
            o.AdminEndpoint = true;
            o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(100);
        });
        await using var second = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.Region = "eu-west-1";
            o.Credentials = Credentials with { SessionToken = Token };
            o.TimeProvider = new EmulatorShiftedClock(TimeSpan.FromHours(1));
        });

        var (exitCode, output) = await RunAsync("node", TimeSpan.FromMinutes(5), new()
        {
            ["EMULATOR_URL"] = aws.ServiceUrl,
            ["EMULATOR_REGION"] = aws.Region,
            ["EMULATOR_KEY"] = Credentials.AccessKeyId,
            ["EMULATOR_SECRET"] = Credentials.SecretAccessKey,
            ["EMULATOR_URL_2"] = second.ServiceUrl,
            ["EMULATOR_REGION_2"] = second.Region,
            ["EMULATOR_TOKEN_2"] = Token,
        }, "conformance.mjs");
        TestContext.Out.WriteLine(output);
        var lines = output.Split('\n');
        lines.Where(l => l.StartsWith("not ok")).Should().BeEmpty(output);
        exitCode.Should().Be(0, output);
        lines.Count(l => l.StartsWith("ok - ")).Should().BeGreaterThanOrEqualTo(LeastCases);
    }

    /// <summary>The packages that the lock names, with a cache that goes with the test.</summary>
    async Task InstallAsync()
    {
        try
        {
            var (nodeExit, version) = await RunAsync("node", TimeSpan.FromSeconds(30), [], "--version");
            if (nodeExit != 0 || !int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < 20) Assert.Ignore($"The SDK needs Node 20: {version}");
            var (exitCode, output) = await RunAsync(
                "npm", TimeSpan.FromMinutes(2), [], "ci", "--cache", Path.Combine(_folder, ".cache"), "--fetch-retries=1", "--fetch-timeout=20000");
            if (exitCode == 0) return;

            // A lock that does not fit, or a package that is not what it was, is a fault of this project or worse; anything else is the network.
            output.Should().NotContain("EUSAGE").And.NotContain("EINTEGRITY");
            Assert.Ignore($"The packages cannot be had: {output}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Ignore($"There is no Node here: {e.Message}");
        }
    }

    async Task<(int ExitCode, string Output)> RunAsync(string program, TimeSpan limit, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        // The machine's own AWS settings are none of this test's business.
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} was not done after {limit}: {await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
#endif

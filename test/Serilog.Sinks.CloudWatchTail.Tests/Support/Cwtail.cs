using System.Diagnostics;
using System.Runtime.InteropServices;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The tool as a process of its own, with an emulator in its environment.</summary>
sealed class Cwtail : IAsyncDisposable
{
    const int Terminate = 15;

    readonly Process _process;
    readonly OutputLines _output;
    readonly OutputLines _error;

    Cwtail(Process process)
    {
        _process = process;
        _output = new(process.StandardOutput);
        _error = new(process.StandardError);
    }

    /// <summary>Where the tool's own build is: beside these tests it would miss what they find in the framework.</summary>
    public static string ProgramFile { get; } =
        Repository.PathOf("src", "Serilog.Sinks.CloudWatchTail.Tool", "bin", Repository.Configuration, "net10.0", "cwtail.dll");

    public OutputLines Output => _output;

    public OutputLines Error => _error;

    public StreamWriter Input => _process.StandardInput;

    public static Cwtail Start(CloudWatchLogsEmulator? aws, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(ProgramFile);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in EnvironmentFor(aws)) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end, with the lines as its standard input.</summary>
    public static async Task<CwtailResult> RunAsync(CloudWatchLogsEmulator? aws, string[] arguments, string input = "")
    {
        await using var tool = Start(aws, arguments);
        await tool.Input.WriteAsync(input);
        tool.Input.Close();
        return await tool.EndAsync();
    }

    public static (string Name, string? Value)[] EnvironmentFor(CloudWatchLogsEmulator? aws) =>
    [
        ("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", aws?.ServiceUrl),
        ("AWS_REGION", aws?.Region ?? "us-east-1"),
        ("AWS_ACCESS_KEY_ID", aws?.Credentials.AccessKeyId ?? "test"),
        ("AWS_SECRET_ACCESS_KEY", aws?.Credentials.SecretAccessKey ?? "test"),
        ("AWS_SESSION_TOKEN", null),
        ("AWS_PROFILE", null),
        ("NO_COLOR", null),
        ("TZ", "UTC"),
    ];

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Stop() => Kill(_process.Id, Terminate).Should().Be(0);

    public async Task<CwtailResult> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limits.Patience);
        await Task.WhenAll(_output.Ended, _error.Ended).WaitAsync(Limits.Patience);
        return new(_process.ExitCode, _output.Lines, _error.Lines);
    }

    /// <summary>Stops reading the output and closes the pipe, as <c>head</c> does.</summary>
    public void CloseOutput() => _process.StandardOutput.Close();

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A program of this project as a process of its own, at the other end of its three streams.</summary>
sealed class ProgramRun : IAsyncDisposable
{
    const int Terminate = 15;

    readonly Process _process;

    ProgramRun(Process process)
    {
        _process = process;
        Output = new(process.StandardOutput);
        Error = new(process.StandardError);
    }

    public OutputLines Output { get; }

    public OutputLines Error { get; }

    public StreamWriter Input => _process.StandardInput;

    /// <param name="file">The program's assembly.</param>
    public static ProgramRun Start(string file, IEnumerable<(string Name, string? Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(file) };
        start.ArgumentList.Add(file);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Start(start, environment);
    }

    public static ProgramRun Start(ProcessStartInfo start, IEnumerable<(string Name, string? Value)> environment)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Stop() => Kill(_process.Id, Terminate).Should().Be(0);

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public Task<ProgramResult> KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    public async Task<ProgramResult> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limits.Patience);
        await Task.WhenAll(Output.Ended, Error.Ended).WaitAsync(Limits.Patience);
        return new(_process.ExitCode, Output.Lines, Error.Lines);
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

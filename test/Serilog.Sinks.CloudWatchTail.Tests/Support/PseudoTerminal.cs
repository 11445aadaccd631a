using System.Diagnostics;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// The tool in a pseudo-terminal, as a person sees it: by util-linux's <c>script</c>, or Python where there is none. What it shows is kept as it
/// comes, escape sequences and all.
/// </summary>
sealed class PseudoTerminal : IAsyncDisposable
{
    public const string CtrlC = "\u0003";

    readonly Process _process;
    readonly StringBuilder _shown = new();
    readonly Task _reading;
    TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    PseudoTerminal(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    public string Shown
    {
        get { lock (_shown) return _shown.ToString(); }
    }

    /// <summary>Runs a command line of the shell's, in which <c>cwtail</c> is the tool.</summary>
    public static PseudoTerminal Start(CloudWatchLogsEmulator aws, int columns, string commandLine, params (string Name, string Value)[] variables)
    {
        // A runner that started the tests in the background may have made Ctrl+C ignored, which children inherit.
        var reset = Succeeds("env", "--default-signal=INT", "true") ? "env --default-signal=INT " : "";
        // The shell gets Ctrl+C as well, and must live to tell the exit code.
        var shell = $"trap : INT; stty cols {columns} rows 24; cwtail() {{ {reset}dotnet '{Cwtail.ProgramFile}' \"$@\"; }}; {commandLine}";
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Succeeds("script", "-qec", "true", "/dev/null"))
        {
            start.FileName = "script";
            foreach (var argument in (string[])["-qefc", shell, "/dev/null"]) start.ArgumentList.Add(argument);
        }
        else if (Succeeds("python3", "-c", "import pty"))
        {
            start.FileName = "python3";
            foreach (var argument in (string[])["-c", "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(['/bin/sh', '-c', sys.argv[1]])))", shell])
                start.ArgumentList.Add(argument);
        }
        else
        {
            Assert.Ignore("This machine has neither the command script nor Python, so there is no pseudo-terminal to show the tool in.");
        }

        start.Environment["SHELL"] = "/bin/sh";
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in Cwtail.EnvironmentFor(aws)) start.Environment[name] = value;
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    public Task<string> WaitForAsync(string part) => WaitForAsync(shown => shown.Contains(part, StringComparison.Ordinal), part);

    public async Task<string> WaitForAsync(Func<string, bool> isShown, string what)
    {
        var patience = Task.Delay(Limits.Patience);
        while (true)
        {
            Task changed;
            lock (_shown)
            {
                if (isShown(_shown.ToString())) return _shown.ToString();
                changed = _changed.Task;
            }

            if (_reading.IsCompleted || await Task.WhenAny(changed, _reading, patience) == patience)
            {
                if (isShown(Shown)) return Shown;
                throw new AssertionException($"{what} was not shown. What was shown:\n{Shown}");
            }
        }
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Shown)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limits.Patience);
        await _reading.WaitAsync(Limits.Patience);
        return (_process.ExitCode, Shown);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process.WaitForExit(Limits.Patience) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    async Task ReadAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_shown)
            {
                _shown.Append(buffer, 0, read);
                _changed.TrySetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}

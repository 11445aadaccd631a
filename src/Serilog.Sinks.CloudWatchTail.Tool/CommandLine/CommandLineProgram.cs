using System.CommandLine;
using System.CommandLine.Invocation;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

/// <summary>Parses, runs, and turns what went wrong into one line and an exit code.</summary>
static class CommandLineProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = new CwtailCommand().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"cwtail: {error.Message}");
            Console.Error.WriteLine("Try 'cwtail --help'.");
            return ExitCode.Usage;
        }

        using var interrupt = new Interrupt();
        try
        {
            // Signals and exceptions are handled here: the library's own way ends with a stack trace, or in the middle of the summary.
            var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception exception)
        {
            return Failure.Report(exception);
        }
    }
}

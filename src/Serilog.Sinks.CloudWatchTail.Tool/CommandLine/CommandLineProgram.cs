using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Parses and runs a command line, and turns failures into one line and an exit code.
static class CommandLineProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (StandardStreams.ErrorIsClosed) Console.SetError(TextWriter.Null);
        var parsed = new CwtailCommand().Parse(args);
        var errors = ParseErrors.Of(parsed);
        if (errors.Count > 0)
        {
            foreach (var error in errors) Console.Error.WriteLine($"cwtail: {ControlCharacters.Escape(error)}");
            Console.Error.WriteLine($"Try '{NameOf(parsed.CommandResult.Command)} --help'.");
            return ExitCode.Usage;
        }

        using var interrupt = new Interrupt();
        try
        {
            // Signals and exceptions are handled here: System.CommandLine would end with a stack trace, or in the middle of the summary.
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

    static string NameOf(Command command) => command is RootCommand ? "cwtail" : $"cwtail {command.Name}";
}

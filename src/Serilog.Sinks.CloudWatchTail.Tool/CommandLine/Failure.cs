using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

/// <summary>Says on the standard error what ended the tool, and finds the exit code for it.</summary>
static class Failure
{
    public static int Report(Exception exception)
    {
        Console.Error.WriteLine($"cwtail: {ControlCharacters.Escape(TextOf(exception))}");
        return CodeOf(exception);
    }

    public static int CodeOf(Exception exception) => exception switch
    {
        UsageException or ArgumentException => ExitCode.Usage,
        CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Denied } => ExitCode.Denied,
        CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.NotFound } => ExitCode.NotFound,
        CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Invalid } => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    static string TextOf(Exception exception) => exception switch
    {
        CloudWatchLogsException failure => $"{failure.Message} ({failure.ErrorCode})",
        // .NET puts the parameter's name behind the message.
        ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", ""),
        UsageException or ArgumentException or IOException or UnauthorizedAccessException => exception.Message,
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };
}

using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Reports on the standard error why the tool ended, and chooses the exit code.
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
        CloudWatchLogsException { ErrorCode: "RegionNotFound" } => ExitCode.Usage,
        CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Denied } => ExitCode.Denied,
        CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.NotFound } => ExitCode.NotFound,
        CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Invalid } => ExitCode.Usage,
        AmazonServiceException => ExitCode.Failed,
        // The SDK rejects a region, an endpoint or a file that its environment names.
        AmazonClientException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    // Describes the failure on one line.
    public static string TextOf(Exception exception) => TextWithBreaksOf(exception).ReplaceLineEndings(" ");

    static string TextWithBreaksOf(Exception exception) => exception switch
    {
        CloudWatchLogsException failure => $"{OptionNames.In(failure.Message.Trim())} ({failure.ErrorCode}){FailureAdvice.Address(failure)}{FailureAdvice.For(failure)}",
        // .NET appends the parameter's name to the message.
        ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", ""),
        UsageException or ArgumentException or AmazonClientException or IOException or UnauthorizedAccessException => exception.Message,
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };
}

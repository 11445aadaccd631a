using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Says on the standard error what ended the tool, and finds the exit code for it.
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
        // The SDK's word on a region, an endpoint or a file that its environment gave it.
        AmazonClientException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    // What happened, on one line.
    public static string TextOf(Exception exception) => TextWithBreaksOf(exception).ReplaceLineEndings(" ");

    static string TextWithBreaksOf(Exception exception) => exception switch
    {
        CloudWatchLogsException failure => $"{OptionNames.In(failure.Message.Trim())} ({failure.ErrorCode}){FailureAdvice.Address(failure)}{FailureAdvice.For(failure)}",
        // .NET puts the parameter's name behind the message.
        ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", ""),
        UsageException or ArgumentException or AmazonClientException or IOException or UnauthorizedAccessException => exception.Message,
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };
}

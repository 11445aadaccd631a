namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Tells failures that pass by themselves from refusals.
static class Refusal
{
    // Throttled, unavailable, or an answer without the service's code, as a proxy gives.
    public static bool IsPassing(CloudWatchLogsException exception) =>
        exception.ErrorClass is CloudWatchLogsErrorClass.Throttled or CloudWatchLogsErrorClass.Unavailable
        || (exception.ErrorClass == CloudWatchLogsErrorClass.Invalid && exception.ErrorCode.StartsWith("HTTP", StringComparison.Ordinal));

    public static string TextOf(CloudWatchLogsException exception) => $"{exception.ErrorCode}: {exception.Message}";
}

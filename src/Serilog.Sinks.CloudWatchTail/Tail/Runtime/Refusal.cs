namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Tells transient failures from refusals.
static class Refusal
{
    // Throttled, unavailable, or a response without the service's error code, such as a proxy's.
    public static bool IsPassing(CloudWatchLogsException exception) =>
        exception.ErrorClass is CloudWatchLogsErrorClass.Throttled or CloudWatchLogsErrorClass.Unavailable
        || (exception.ErrorClass == CloudWatchLogsErrorClass.Invalid && exception.ErrorCode.StartsWith("HTTP", StringComparison.Ordinal));

    public static string TextOf(CloudWatchLogsException exception) => $"{exception.ErrorCode}: {exception.Message}";
}

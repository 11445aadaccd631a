namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// What was asked for does not go together, or a file that it names cannot be used.
sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);

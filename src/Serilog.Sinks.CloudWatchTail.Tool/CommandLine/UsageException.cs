namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Options that cannot be combined, or a file that cannot be used.
sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);

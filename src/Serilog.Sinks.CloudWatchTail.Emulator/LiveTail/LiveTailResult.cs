using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// An event on its way into an update.
readonly record struct LiveTailResult(string LogGroupIdentifier, string LogStreamName, LogRecord Record);

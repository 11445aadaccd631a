using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>An event on its way into an update.</summary>
readonly record struct LiveTailResult(string LogGroupIdentifier, string LogStreamName, LogRecord Record);

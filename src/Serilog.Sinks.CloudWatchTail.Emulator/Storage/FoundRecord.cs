namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

/// <summary>An event and the stream it was found in.</summary>
readonly record struct FoundRecord(LogStream Stream, LogRecord Record);

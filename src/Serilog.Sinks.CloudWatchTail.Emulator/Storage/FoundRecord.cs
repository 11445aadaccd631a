namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// An event and its stream.
readonly record struct FoundRecord(LogStream Stream, LogRecord Record);

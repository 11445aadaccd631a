namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// An event and the stream it was found in.
readonly record struct FoundRecord(LogStream Stream, LogRecord Record);

namespace Serilog.Sinks.CloudWatchTail.Emulator;

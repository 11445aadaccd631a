namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// How a result names the group of this key.
delegate string ResourceNaming(string key);

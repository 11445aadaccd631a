namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Returns the name by which a result refers to the group with this key.
delegate string ResourceNaming(string key);

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>How a result names the group of this key.</summary>
delegate string ResourceNaming(string key);

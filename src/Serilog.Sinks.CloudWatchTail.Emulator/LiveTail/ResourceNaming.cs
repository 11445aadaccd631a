namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>How a result names the group of this name.</summary>
delegate string ResourceNaming(string groupName);

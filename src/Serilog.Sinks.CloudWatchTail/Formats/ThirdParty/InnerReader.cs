using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads a nested message of any format into the same draft. Returns false, and reads nothing, if it is nested too deep.
delegate bool InnerReader(ReadOnlySpan<byte> message, EventOrigin? origin);

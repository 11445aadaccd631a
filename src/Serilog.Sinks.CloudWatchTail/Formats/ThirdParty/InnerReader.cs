using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>Reads a message that lies in another one into the same draft, whatever its format is.</summary>
/// <returns>False, and nothing read, when it lies too deep.</returns>
delegate bool InnerReader(ReadOnlySpan<byte> message, EventOrigin? origin);

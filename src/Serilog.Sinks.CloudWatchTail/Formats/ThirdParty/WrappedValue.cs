using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// A message nested in another one. Member is the member that contains it; IsWholeMember tells that it contains nothing else, IsText that the message
// is a line of output rather than JSON.
readonly record struct WrappedValue(int Member, JsonRange Value, bool IsWholeMember, bool IsText);

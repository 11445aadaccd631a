using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// A member that may have a role. Name is in lower case without separators. Member is the index of the message's member that it is, or is nested in.
// IsNested tells that it is in a container, which stays a property as a whole.
readonly record struct Candidate(string Name, int Member, JsonRange Value, int Rank, bool IsNested);

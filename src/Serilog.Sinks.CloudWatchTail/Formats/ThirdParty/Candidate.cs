using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>A member that may have a role.</summary>
/// <param name="Name">Its name in lower case, without separators.</param>
/// <param name="Member">The index of the message's member that it is or lies in.</param>
/// <param name="Value">Its value's place in the message.</param>
/// <param name="IsNested">It lies in a container, which stays a property as a whole.</param>
readonly record struct Candidate(string Name, int Member, JsonRange Value, int Rank, bool IsNested);

using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>A message that lies in another one.</summary>
/// <param name="Member">The member that holds it.</param>
/// <param name="IsWholeMember">The member says nothing else.</param>
/// <param name="IsText">It is a line of output, not JSON.</param>
readonly record struct WrappedValue(int Member, JsonRange Value, bool IsWholeMember, bool IsText);

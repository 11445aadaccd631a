using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>What a session asked for.</summary>
/// <param name="GroupNames">The groups' names.</param>
/// <param name="Identifiers">The groups as the client wrote them.</param>
/// <param name="StreamNames">The streams, or none for all.</param>
/// <param name="StreamNamePrefixes">The streams' prefixes, or none for all.</param>
/// <param name="PatternText">The filter pattern as the client wrote it.</param>
/// <param name="Pattern">The same, parsed.</param>
sealed record LiveTailCriteria(
    IReadOnlyList<string> GroupNames,
    IReadOnlyList<string> Identifiers,
    IReadOnlyList<string> StreamNames,
    IReadOnlyList<string> StreamNamePrefixes,
    string PatternText,
    FilterPattern Pattern)
{
    public bool Includes(LogGroup group, LogStream stream) =>
        GroupNames.Contains(group.Name, StringComparer.Ordinal)
        && (StreamNames.Count == 0 || StreamNames.Contains(stream.Name, StringComparer.Ordinal))
        && (StreamNamePrefixes.Count == 0 || StreamNamePrefixes.Any(p => stream.Name.StartsWith(p, StringComparison.Ordinal)));
}

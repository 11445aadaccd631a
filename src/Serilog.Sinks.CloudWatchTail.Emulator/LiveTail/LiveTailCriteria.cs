using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// What a session asked for.
// GroupNames: The groups' names.
// Identifiers: The groups as the client wrote them.
// StreamNames: The streams, or none for all.
// StreamNamePrefixes: The streams' prefixes, or none for all.
// PatternText: The filter pattern as the client wrote it.
// Pattern: The same, parsed.
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

using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// The criteria of a session. Identifiers has the groups as the client wrote them, PatternText the filter pattern as the client wrote it, and Pattern
// the same pattern parsed. Without stream names and prefixes the session shows all streams.
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

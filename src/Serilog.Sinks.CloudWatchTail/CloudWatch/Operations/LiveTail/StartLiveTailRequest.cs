namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// LogGroupIdentifiers: One to ten ARNs, without a trailing :*.
// LogStreamNames: At most 100, only with exactly one group, not together with prefixes.
// LogStreamNamePrefixes: At most 100, only with exactly one group, not together with names.
// LogEventFilterPattern: At most 1,024 characters.
sealed record StartLiveTailRequest(
    IReadOnlyList<string> LogGroupIdentifiers,
    IReadOnlyList<string>? LogStreamNames = null,
    IReadOnlyList<string>? LogStreamNamePrefixes = null,
    string? LogEventFilterPattern = null)
{
    // The service sends an update each second; a connection silent for this long counts as dead.
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(15);
}

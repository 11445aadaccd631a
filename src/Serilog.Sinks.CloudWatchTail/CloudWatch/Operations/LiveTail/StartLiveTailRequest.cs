namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// One to ten LogGroupIdentifiers, which are ARNs without a trailing :*. At most 100 names or 100 prefixes of streams, never both, and only with
// exactly one group. A filter pattern has at most 1,024 characters.
sealed record StartLiveTailRequest(
    IReadOnlyList<string> LogGroupIdentifiers,
    IReadOnlyList<string>? LogStreamNames = null,
    IReadOnlyList<string>? LogStreamNamePrefixes = null,
    string? LogEventFilterPattern = null)
{
    // The service sends an update each second, so a connection that is silent for this long counts as dead.
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(15);
}

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

/// <param name="LogGroupIdentifiers">One to ten ARNs, without a trailing <c>:*</c>.</param>
/// <param name="LogStreamNames">At most 100, only with exactly one group, not together with prefixes.</param>
/// <param name="LogStreamNamePrefixes">At most 100, only with exactly one group, not together with names.</param>
/// <param name="LogEventFilterPattern">At most 1,024 characters.</param>
sealed record StartLiveTailRequest(
    IReadOnlyList<string> LogGroupIdentifiers,
    IReadOnlyList<string>? LogStreamNames = null,
    IReadOnlyList<string>? LogStreamNamePrefixes = null,
    string? LogEventFilterPattern = null)
{
    /// <summary>The service sends an update each second; a connection silent for this long counts as dead.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(15);
}

namespace Serilog.Sinks.CloudWatchTail.Events;

/// <summary>Where a replayed event came from. One instance may serve many events of one update.</summary>
/// <param name="LogGroupIdentifier">The ARN that was asked for: the identity inside the tail.</param>
/// <param name="LogGroup">The plain name.</param>
/// <param name="Endpoint">The client's endpoint, so that a group of the same name in another region is another group.</param>
/// <param name="Sampled">The update that showed the event was sampled.</param>
/// <param name="Backfilled">The event was found by a query, not shown live.</param>
/// <param name="Account">The account of the log group; empty if it is not known.</param>
/// <param name="ShowsAccount">The tail has groups of more than one account, so that a group's name does not tell which one is meant.</param>
sealed record EventOrigin(
    string LogGroupIdentifier,
    string LogGroup,
    string LogStream,
    DateTimeOffset IngestionTime,
    string Endpoint,
    bool Sampled = false,
    bool Backfilled = false,
    string Account = "",
    bool ShowsAccount = false)
{
    /// <summary>Whether the event came from the log group that a sink sends to. An account that is not known on one side may be any.</summary>
    public bool IsFrom(string? logGroup, string endpoint, string account) =>
        LogGroup == logGroup && Endpoint == endpoint && (Account.Length == 0 || account.Length == 0 || Account == account);
}

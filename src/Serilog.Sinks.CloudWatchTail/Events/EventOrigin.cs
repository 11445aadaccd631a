namespace Serilog.Sinks.CloudWatchTail.Events;

// Where a replayed event came from. Events of one update may share an instance. LogGroupIdentifier is the ARN that the tail asked for, which
// identifies the group within the tail; LogGroup is its plain name. Endpoint is the client's, since a group of the same name in another region is
// another group. Sampled and Backfilled tell whether the update was sampled and whether a query found the event. Account is empty if it is unknown.
// ShowsAccount tells that the tail covers several accounts, so that a group's name may be ambiguous.
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
    // Whether the event came from the log group that a sink sends to. An unknown account matches any.
    public bool IsFrom(string? logGroup, string endpoint, string account) =>
        LogGroup == logGroup && Endpoint == endpoint && (Account.Length == 0 || account.Length == 0 || Account == account);
}

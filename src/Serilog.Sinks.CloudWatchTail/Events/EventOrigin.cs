namespace Serilog.Sinks.CloudWatchTail.Events;

/// <summary>Where a replayed event came from. One instance may serve many events of one update.</summary>
/// <param name="LogGroupIdentifier">The ARN that was asked for: the identity inside the tail.</param>
/// <param name="LogGroup">The plain name.</param>
/// <param name="Endpoint">The client's endpoint, so that a group of the same name in another region is another group.</param>
/// <param name="Sampled">The update that showed the event was sampled.</param>
/// <param name="Backfilled">The event was found by a query, not shown live.</param>
sealed record EventOrigin(
    string LogGroupIdentifier,
    string LogGroup,
    string LogStream,
    DateTimeOffset IngestionTime,
    string Endpoint,
    bool Sampled = false,
    bool Backfilled = false);

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Where requests go. A region's FIPS and dual-stack endpoints are the same location as its ordinary one.</summary>
/// <param name="Endpoint">The custom endpoint; empty for the region's own.</param>
/// <param name="Region">The region; empty if only the instance metadata service can tell it.</param>
/// <param name="Account">The account of the credentials; empty if only a request could tell it.</param>
sealed record ServiceLocation(string Endpoint, string Region, string Account);

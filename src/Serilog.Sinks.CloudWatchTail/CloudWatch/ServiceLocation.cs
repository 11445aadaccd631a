namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>Where requests go. FIPS and dual-stack endpoints lead to the same place as the region's ordinary one.</summary>
/// <param name="Endpoint">The custom endpoint; empty for the region's own.</param>
/// <param name="Region">The region; empty if it is that of the instance, which only a request tells.</param>
/// <param name="Account">The account of the credentials; empty if only a request could tell.</param>
sealed record ServiceLocation(string Endpoint, string Region, string Account);

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Where requests go. A region's FIPS and dual-stack endpoints are the same location as its ordinary one.
// Endpoint: The custom endpoint; empty for the region's own.
// Region: The region; empty if only the instance metadata service can tell it.
// Account: The account of the credentials; empty if only a request could tell it.
sealed record ServiceLocation(string Endpoint, string Region, string Account);

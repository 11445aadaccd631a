namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Where requests go. A region's FIPS and dual-stack endpoints are the same location as its ordinary one. Endpoint is the custom endpoint, empty for
// the region's own. Region is empty if only the instance metadata service knows it, Account if only a request could tell it.
sealed record ServiceLocation(string Endpoint, string Region, string Account);

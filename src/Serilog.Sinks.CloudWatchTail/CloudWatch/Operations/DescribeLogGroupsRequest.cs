namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Limit: 1 to 50, the service's limit.
sealed record DescribeLogGroupsRequest(string? LogGroupNamePrefix = null, string? NextToken = null, int Limit = 50)
{
    // Also the groups of the source accounts that are linked to this monitoring account.
    public bool IncludeLinkedAccounts { get; init; }
}

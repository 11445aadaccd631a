namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The service allows a Limit of 1 to 50.
sealed record DescribeLogGroupsRequest(string? LogGroupNamePrefix = null, string? NextToken = null, int Limit = 50)
{
    // Includes the groups of source accounts that are linked to this monitoring account.
    public bool IncludeLinkedAccounts { get; init; }
}

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="Limit">1 to 50, the service's limit.</param>
sealed record DescribeLogGroupsRequest(string? LogGroupNamePrefix = null, string? NextToken = null, int Limit = 50)
{
    /// <summary>Also the groups of the source accounts that are linked to this monitoring account.</summary>
    public bool IncludeLinkedAccounts { get; init; }
}

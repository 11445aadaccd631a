namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed record DescribeLogGroupsResponse(IReadOnlyList<LogGroupDescription> LogGroups, string? NextToken);

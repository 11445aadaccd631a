namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

sealed record DescribeLogGroupsResponse(IReadOnlyList<LogGroupDescription> LogGroups, string? NextToken);

using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Looks up groups by exact name or by prefix, in linked accounts too if requested.
sealed class LogGroupSearch(ICloudWatchLogsClient client, TailNotices notices, ClassJudgement judgement, bool includeLinkedAccounts)
{
    public async Task<IReadOnlyList<LogGroupArn>> FindAsync(string nameOrPrefix, CancellationToken cancellationToken)
    {
        var isPrefix = nameOrPrefix.EndsWith('*');
        var prefix = nameOrPrefix.TrimEnd('*');
        var found = new List<LogGroupArn>();
        string? token = null;
        do
        {
            var request = new DescribeLogGroupsRequest(prefix.Length == 0 ? null : prefix, token) { IncludeLinkedAccounts = includeLinkedAccounts };
            var page = await client.DescribeLogGroupsAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var group in page.LogGroups)
            {
                if (isPrefix || group.LogGroupName == nameOrPrefix) await AddAsync(group, isPrefix, found, cancellationToken).ConfigureAwait(false);
            }

            token = page.NextToken;
        }
        while (token is not null && (isPrefix || includeLinkedAccounts || found.Count == 0));

        if (found.Count > 0) return found;
        throw new CloudWatchLogsException(
            isPrefix ? $"No log group with Live Tail begins with \"{prefix}\"." : $"The log group \"{nameOrPrefix}\" does not exist.",
            innerException: null, "ResourceNotFoundException", CloudWatchLogsErrorClass.NotFound);
    }

    public static CloudWatchLogsException Invalid(string message) =>
        new(message, innerException: null, "InvalidParameterException", CloudWatchLogsErrorClass.Invalid);

    async Task AddAsync(LogGroupDescription group, bool isPrefix, List<LogGroupArn> found, CancellationToken cancellationToken)
    {
        if (await judgement.FindRefusalAsync(group, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            if (!isPrefix) throw Invalid($"The log group \"{(includeLinkedAccounts ? group.LogGroupArn : group.LogGroupName)}\" cannot be tailed: {reason}.");
            notices.Raise(new CloudWatchLiveTailNotice.LogGroupLeftOut { LogGroup = includeLinkedAccounts ? group.LogGroupArn : group.LogGroupName, Reason = reason });
            return;
        }

        if (!LogGroupArn.TryParse(group.LogGroupArn, out var arn))
            throw Invalid($"The ARN \"{group.LogGroupArn}\" of the log group \"{group.LogGroupName}\" cannot be parsed.");
        found.Add(arn);
    }
}

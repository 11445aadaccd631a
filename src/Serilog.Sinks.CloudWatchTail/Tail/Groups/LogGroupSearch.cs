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
        var refused = new List<(string LogGroup, string Reason)>();
        string? token = null;
        do
        {
            var request = new DescribeLogGroupsRequest(prefix.Length == 0 ? null : prefix, token) { IncludeLinkedAccounts = includeLinkedAccounts };
            var page = await client.DescribeLogGroupsAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var group in page.LogGroups)
            {
                if (!isPrefix && group.LogGroupName != nameOrPrefix) continue;
                if (await judgement.FindRefusalAsync(group, cancellationToken).ConfigureAwait(false) is { } reason) refused.Add((TitleOf(group), reason));
                else found.Add(ArnOf(group));
            }

            token = page.NextToken;
        }
        while (token is not null && (isPrefix || includeLinkedAccounts || found.Count + refused.Count == 0));

        // A name may stand for groups of several accounts and classes: those that can be tailed are.
        if (!isPrefix && found.Count == 0 && refused.Count > 0)
            throw Invalid($"The log group \"{refused[0].LogGroup}\" cannot be tailed: {refused[0].Reason}.");
        foreach (var (logGroup, reason) in refused) notices.Raise(new CloudWatchLiveTailNotice.LogGroupLeftOut { LogGroup = logGroup, Reason = reason });
        if (found.Count > 0) return found;
        throw new CloudWatchLogsException(
            isPrefix ? $"No log group with Live Tail begins with \"{prefix}\"." : $"The log group \"{nameOrPrefix}\" does not exist.",
            innerException: null, "ResourceNotFoundException", CloudWatchLogsErrorClass.NotFound);
    }

    public static CloudWatchLogsException Invalid(string message) =>
        new(message, innerException: null, "InvalidParameterException", CloudWatchLogsErrorClass.Invalid);

    string TitleOf(LogGroupDescription group) => includeLinkedAccounts ? group.LogGroupArn : group.LogGroupName;

    static LogGroupArn ArnOf(LogGroupDescription group) => LogGroupArn.TryParse(group.LogGroupArn, out var arn)
        ? arn
        : throw Invalid($"The ARN \"{group.LogGroupArn}\" of the log group \"{group.LogGroupName}\" cannot be parsed.");
}

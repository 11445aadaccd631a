using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tail.Notices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

/// <summary>Turns what the options name (names, ARNs, name prefixes) into groups with ARNs, asking the service only for what is not an ARN.</summary>
sealed class LogGroupResolver
{
    const string InfrequentAccess = "INFREQUENT_ACCESS";

    readonly ICloudWatchLogsClient _client;
    readonly TailNotices _notices;

    public LogGroupResolver(ICloudWatchLogsClient client, TailNotices notices)
    {
        _client = client;
        _notices = notices;
    }

    /// <exception cref="CloudWatchLogsException">A group does not exist, is of a class without Live Tail, or the call failed.</exception>
    public async Task<IReadOnlyList<TailedGroup>> ResolveAsync(IEnumerable<string> identifiers, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, TailedGroup>(StringComparer.Ordinal);
        foreach (var identifier in identifiers)
        {
            if (LogGroupArn.TryParse(identifier, out var arn))
            {
                groups.TryAdd(arn.Text, new TailedGroup(arn));
                continue;
            }

            foreach (var found in await FindAsync(identifier, cancellationToken).ConfigureAwait(false))
                groups.TryAdd(found.Text, new TailedGroup(found));
        }

        if (groups.Count > SessionPartition.GroupsPerSession * SessionPartition.SessionLimit)
            throw Invalid($"{groups.Count} log groups match; the service's quota of {SessionPartition.SessionLimit} Live Tail sessions of {SessionPartition.GroupsPerSession} groups allows 150.");

        return [.. groups.Values];
    }

    async Task<List<LogGroupArn>> FindAsync(string nameOrPrefix, CancellationToken cancellationToken)
    {
        var isPrefix = nameOrPrefix.EndsWith('*');
        var prefix = nameOrPrefix.TrimEnd('*');
        var found = new List<LogGroupArn>();
        string? token = null;
        do
        {
            var request = new DescribeLogGroupsRequest(prefix.Length == 0 ? null : prefix, token);
            var page = await _client.DescribeLogGroupsAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var group in page.LogGroups)
            {
                if (isPrefix || group.LogGroupName == nameOrPrefix) Add(group, isPrefix, found);
            }

            token = page.NextToken;
        }
        while (token is not null && (isPrefix || found.Count == 0));

        if (found.Count > 0) return found;
        throw new CloudWatchLogsException(
            isPrefix ? $"No log group with Live Tail begins with \"{prefix}\"." : $"The log group \"{nameOrPrefix}\" does not exist.",
            innerException: null, "ResourceNotFoundException", CloudWatchLogsErrorClass.NotFound);
    }

    void Add(LogGroupDescription group, bool isPrefix, List<LogGroupArn> found)
    {
        if (string.Equals(group.LogGroupClass, InfrequentAccess, StringComparison.OrdinalIgnoreCase))
        {
            if (!isPrefix) throw Invalid($"The log group \"{group.LogGroupName}\" is of the Infrequent Access class, which has no Live Tail.");
            _notices.Raise(new CloudWatchLiveTailNotice.LogGroupLeftOut(group.LogGroupName, "the Infrequent Access class has no Live Tail"));
            return;
        }

        if (!LogGroupArn.TryParse(group.LogGroupArn, out var arn))
            throw Invalid($"The ARN \"{group.LogGroupArn}\" of the log group \"{group.LogGroupName}\" cannot be read.");
        found.Add(arn);
    }

    static CloudWatchLogsException Invalid(string message) =>
        new(message, innerException: null, "InvalidParameterException", CloudWatchLogsErrorClass.Invalid);
}

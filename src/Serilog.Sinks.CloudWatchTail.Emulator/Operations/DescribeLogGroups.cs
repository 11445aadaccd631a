using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class DescribeLogGroups(LogStore store, ResourceNames names) : Operation
{
    // The service's limit on a page, and its default.
    public const int PageLimit = 50;

    public override string Name => "DescribeLogGroups";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var accounts = ListedAccounts.Read(input);
        var prefix = input.String("logGroupNamePrefix", Shapes.LogGroupName);
        var pattern = input.String("logGroupNamePattern", Shapes.LogGroupNamePattern);
        var logGroupClass = input.String("logGroupClass", Shapes.LogGroupClass);
        var identifiers = input.Strings("logGroupIdentifiers", Shapes.LogGroupIdentifier, 1, 50);
        var token = input.String("nextToken", Shapes.NextToken);
        var limit = input.Int("limit", 1, PageLimit) ?? PageLimit;
        if (input.Error is { } error) return error;
        if (prefix is not null && pattern is not null)
        {
            return ServiceError.InvalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        if (identifiers is not null && (prefix ?? pattern ?? logGroupClass) is not null)
        {
            return ServiceError.InvalidParameter("logGroupIdentifiers cannot be combined with any other filter but includeLinkedAccounts.");
        }

        HashSet<string>? wanted = null;
        foreach (var identifier in identifiers ?? [])
        {
            if (names.GroupName(identifier, out error, accounts.IncludeLinked) is not { } name) return error;
            (wanted ??= new(StringComparer.Ordinal)).Add(name);
        }

        var now = store.Now;
        var query = PageToken.Digest([prefix, pattern, logGroupClass, accounts.ToString(), .. identifiers ?? []]);
        string? after = null;
        if (token is not null && (after = PageToken.Read(token, Name, query, now, out error)) is null) return error;

        lock (store.Gate)
        {
            var matching = store.Groups.Values
                .Where(g => after is null || string.CompareOrdinal(g.Name, after) > 0)
                .Where(g => accounts.Include(g, names))
                .Where(g => wanted?.Contains(g.Name) ?? true)
                .Where(g => prefix is null || names.NameOf(g.Name).StartsWith(prefix, StringComparison.Ordinal))
                .Where(g => pattern is null || names.NameOf(g.Name).Contains(pattern, StringComparison.Ordinal))
                .Where(g => logGroupClass is null || IsOfClass(g, logGroupClass))
                .Take(limit + 1)
                .ToArray();

            answer.WriteStartArray("logGroups"u8);
            foreach (var group in matching.Take(limit)) Write(group, answer, pattern is not null);
            answer.WriteEndArray();
            if (matching.Length > limit) answer.WriteString("nextToken"u8, new PageToken(Name, query, now, matching[limit - 1].Name).ToString());
            return null;
        }
    }

    // The service counts Essentials and Infrequent Access as one class here.
    static bool IsOfClass(LogGroup group, string wanted)
    {
        string[] infrequent = ["INFREQUENT_ACCESS", "ESSENTIALS"];
        return infrequent.Contains(wanted) ? infrequent.Contains(group.Class) : group.Class == wanted;
    }

    void Write(LogGroup group, Utf8JsonWriter answer, bool briefly)
    {
        answer.WriteStartObject();
        answer.WriteString("logGroupName"u8, names.NameOf(group.Name));
        answer.WriteNumber("creationTime"u8, group.CreationTime);
        answer.WriteString("arn"u8, names.LogGroupArnWithStar(group.Name));

        // For a query by pattern the service returns only these three.
        if (!briefly)
        {
            answer.WriteString("logGroupArn"u8, names.LogGroupArn(group.Name));
            if (group.RetentionInDays is { } days) answer.WriteNumber("retentionInDays"u8, days);
            answer.WriteNumber("metricFilterCount"u8, 0);
            answer.WriteNumber("storedBytes"u8, group.StoredBytes);
            answer.WriteString("logGroupClass"u8, group.Class);
            answer.WriteBoolean("deletionProtectionEnabled"u8, group.DeletionProtectionEnabled);
            if (group.KmsKeyId is { } key) answer.WriteString("kmsKeyId"u8, key);
        }

        answer.WriteEndObject();
    }
}

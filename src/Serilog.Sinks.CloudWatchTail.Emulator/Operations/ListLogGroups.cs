using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// Lists groups by a pattern of up to five parts of names; ^ anchors a part to the beginning.
sealed class ListLogGroups(LogStore store, ResourceNames names) : Operation
{
    const int PageLimit = 1000;
    const int DefaultPage = 50;

    public override string Name => "ListLogGroups";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var accounts = ListedAccounts.Read(input);
        var pattern = input.String("logGroupNamePattern", Shapes.LogGroupNameRegexPattern);
        var logGroupClass = input.String("logGroupClass", Shapes.LogGroupClass);
        var token = input.String("nextToken", Shapes.NextToken);
        var limit = input.Int("limit", 1, PageLimit) ?? DefaultPage;
        if (input.Error is { } error) return error;

        var now = store.Now;
        var query = PageToken.Digest([pattern, logGroupClass, accounts.ToString()]);
        string? after = null;
        if (token is not null && (after = PageToken.Read(token, Name, query, now, out error)) is null) return error;

        lock (store.Gate)
        {
            var matching = store.Groups.Values
                .Where(g => after is null || string.CompareOrdinal(g.Name, after) > 0)
                .Where(g => accounts.Include(g, names))
                .Where(g => logGroupClass is null || g.Class == logGroupClass)
                .Where(g => pattern is null || Matches(names.NameOf(g.Name), pattern))
                .Take(limit + 1)
                .ToArray();

            answer.WriteStartArray("logGroups"u8);
            foreach (var group in matching.Take(limit))
            {
                answer.WriteStartObject();
                answer.WriteString("logGroupName"u8, names.NameOf(group.Name));
                answer.WriteString("logGroupArn"u8, names.LogGroupArn(group.Name));
                answer.WriteString("logGroupClass"u8, group.Class);
                answer.WriteEndObject();
            }

            answer.WriteEndArray();
            if (matching.Length > limit) answer.WriteString("nextToken"u8, new PageToken(Name, query, now, matching[limit - 1].Name).ToString());
            return null;
        }
    }

    static bool Matches(string name, string pattern) => pattern.Split('|').Any(part => part[0] == '^'
        ? name.StartsWith(part[1..], StringComparison.Ordinal)
        : name.Contains(part, StringComparison.Ordinal));
}

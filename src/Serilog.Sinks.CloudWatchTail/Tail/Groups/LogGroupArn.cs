using System.Diagnostics.CodeAnalysis;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// A parsed log group ARN: arn:partition:logs:region:account:log-group:name, without a trailing :*.
sealed record LogGroupArn(string Text, string AccountId, string LogGroupName)
{
    const string Prefix = "arn:";
    const string AllStreams = ":*";

    public static bool LooksLikeArn(string identifier) => identifier.StartsWith(Prefix, StringComparison.Ordinal);

    public string Region => Text.Split(':')[3];

    // The arn of DescribeLogGroups ends with :*, which Live Tail refuses.
    public static string WithoutStar(string identifier) =>
        identifier.EndsWith(AllStreams, StringComparison.Ordinal) ? identifier[..^AllStreams.Length] : identifier;

    public static bool TryParse(string identifier, [NotNullWhen(true)] out LogGroupArn? arn)
    {
        arn = null;
        var text = WithoutStar(identifier);
        var parts = text.Split(':');
        if (parts is not ["arn", { Length: > 0 }, "logs", { Length: > 0 }, { Length: > 0 } account, "log-group", { Length: > 0 } name]) return false;
        arn = new LogGroupArn(text, account, name);
        return true;
    }
}

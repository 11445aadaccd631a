namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Names and ARNs of this region. The store's key of a group is its name, or account:name for a linked account.
sealed class ResourceNames(string region, string accountId, IReadOnlyCollection<string> linkedAccounts)
{
    const int AccountLength = 12;

    readonly string _prefix = $"arn:{Partition(region)}:logs:{region}:";

    public string AccountId { get; } = accountId;

    // The form without :*, for identifiers and Live Tail.
    public string LogGroupArn(string key) => $"{_prefix}{AccountOf(key)}:log-group:{NameOf(key)}";

    // The form with :*, for policies.
    public string LogGroupArnWithStar(string key) => LogGroupArn(key) + ":*";

    public string LogStreamArn(string key, string streamName) => $"{LogGroupArn(key)}:log-stream:{streamName}";

    public string AccountOf(string key) => IsLinked(key) ? key[..AccountLength] : AccountId;

    public string NameOf(string key) => IsLinked(key) ? key[(AccountLength + 1)..] : key;

    public bool IsLinked(string key) => key.Length > AccountLength && key[AccountLength] == ':' && linkedAccounts.Contains(key[..AccountLength]);

    // Returns the key of a group that code in this process names, by its unchecked name or its ARN. Throws ArgumentException if the ARN is not that
    // of a log group in this region and in this account or a linked one.
    public string Key(string nameOrArn)
    {
        if (!nameOrArn.StartsWith("arn:", StringComparison.Ordinal)) return nameOrArn;
        return GroupNameOfArn(nameOrArn, out var error, linked: true) ?? throw new ArgumentException(error!.Message, nameof(nameOrArn));
    }

    // Returns the key for an identifier: a name, or an ARN of this account or, if the operation accepts it, of a linked one.
    public string? GroupName(string identifier, out ServiceError? error, bool linked = false)
    {
        error = null;
        if (!identifier.StartsWith("arn:", StringComparison.Ordinal))
        {
            if (!Shapes.LogGroupName.Violations(identifier).Any()) return identifier;
            error = ServiceError.InvalidParameter($"Invalid logGroupIdentifier: '{identifier}' is neither the name nor the ARN of a log group.");
            return null;
        }

        return GroupNameOfArn(identifier, out error, linked);
    }

    // Returns the key for an ARN of this account or, if the operation accepts it, of a linked one.
    public string? GroupNameOfArn(string arn, out ServiceError? error, bool linked = false)
    {
        error = null;
        var parts = arn.Split(':', 7);
        if (parts.Length < 7 || parts[0] != "arn" || !parts[1].StartsWith("aws", StringComparison.Ordinal) || parts[2] != "logs"
            || parts[5] != "log-group" || Shapes.LogGroupName.Violations(parts[6]).Any())
        {
            error = ServiceError.InvalidParameter($"Invalid ARN: '{arn}' is not the ARN of a log group.");
            return null;
        }

        if (arn.StartsWith(_prefix, StringComparison.Ordinal))
        {
            if (parts[4] == AccountId) return parts[6];
            if (linked && linkedAccounts.Contains(parts[4])) return $"{parts[4]}:{parts[6]}";
        }

        error = ServiceError.InvalidParameter(
            $"Invalid ARN: '{arn}' belongs to another account or region; this is account {AccountId} in {region}.");
        return null;
    }

    // Returns the AWS partition of a region, by the start of its name.
    static string Partition(string region) => region.Split('-', 3) switch
    {
        ["cn", ..] => "aws-cn",
        ["eusc", ..] => "aws-eusc",
        ["us", "gov", ..] => "aws-us-gov",
        ["us", "iso", ..] => "aws-iso",
        ["us", "isob", ..] => "aws-iso-b",
        ["us", "isof", ..] => "aws-iso-f",
        ["eu", "isoe", ..] => "aws-iso-e",
        _ => "aws",
    };
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

/// <summary>Names and ARNs of this account and region.</summary>
sealed class ResourceNames(string region, string accountId)
{
    readonly string _prefix = $"arn:{Partition(region)}:logs:{region}:{accountId}:log-group:";

    public string AccountId { get; } = accountId;

    /// <summary>The form that identifiers and Live Tail take: without <c>:*</c>.</summary>
    public string LogGroupArn(string groupName) => _prefix + groupName;

    /// <summary>The form that policies take: with <c>:*</c>.</summary>
    public string LogGroupArnWithStar(string groupName) => _prefix + groupName + ":*";

    public string LogStreamArn(string groupName, string streamName) => $"{_prefix}{groupName}:log-stream:{streamName}";

    /// <summary>The group's name in an identifier that is a name or an ARN of this account and region.</summary>
    public string? GroupName(string identifier, out ServiceError? error)
    {
        error = null;
        if (!identifier.StartsWith("arn:", StringComparison.Ordinal))
        {
            if (!Shapes.LogGroupName.Violations(identifier).Any()) return identifier;
            error = ServiceError.InvalidParameter($"Invalid logGroupIdentifier: '{identifier}' is neither the name nor the ARN of a log group.");
            return null;
        }

        return GroupNameOfArn(identifier, out error);
    }

    /// <summary>The group's name in an ARN of this account and region.</summary>
    public string? GroupNameOfArn(string arn, out ServiceError? error)
    {
        error = null;
        var parts = arn.Split(':', 7);
        if (parts.Length < 7 || parts[0] != "arn" || !parts[1].StartsWith("aws", StringComparison.Ordinal) || parts[2] != "logs"
            || parts[5] != "log-group" || Shapes.LogGroupName.Violations(parts[6]).Any())
        {
            error = ServiceError.InvalidParameter($"Invalid ARN: '{arn}' is not the ARN of a log group.");
            return null;
        }

        if (arn.StartsWith(_prefix, StringComparison.Ordinal)) return parts[6];
        error = ServiceError.InvalidParameter(
            $"Invalid ARN: '{arn}' belongs to another account or region; this is account {AccountId} in {region}.");
        return null;
    }

    /// <summary>The part of AWS that a region belongs to, by the region's first words.</summary>
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

using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Adds to the service's message where a call went and what to do about its failure.
static partial class FailureAdvice
{
    // Returns a sentence with a space before it, or an empty string.
    public static string For(CloudWatchLogsException failure) => failure switch
    {
        { ErrorCode: "ConnectionFailed" or "RequestTimeout" } => " Check the network, --region and --endpoint-url.",
        { ErrorCode: "CredentialsNotAvailable" } => " Name a profile (--profile, AWS_PROFILE), sign in (aws sso login), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        { ErrorCode: "RegionNotFound" } => " Name one with --region or AWS_REGION.",
        { ErrorCode: "ExpiredTokenException" or "ExpiredToken" } => " The credentials have expired: sign in again, for example with aws sso login.",
        { ErrorCode: "UnrecognizedClientException" or "InvalidClientTokenId" } => " This region's partition does not know the credentials.",
        { ErrorClass: CloudWatchLogsErrorClass.Denied } or { ErrorCode: "InvalidParameterException" } when IsAboutKey(failure) =>
            " The log group is encrypted: its KMS key, or the key's policy, does not allow these credentials to decrypt (kms:Decrypt).",
        { ErrorCode: "AccessDeniedException" } => " cwtail needs logs:StartLiveTail and logs:FilterLogEvents on the group, and logs:DescribeLogGroups unless it is named by its ARN.",
        _ => "",
    };

    // The unreachable host and port, which the innermost exception does not name.
    public static string Address(CloudWatchLogsException failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
            if (e is HttpRequestException && HostAndPort().Match(e.Message) is { Success: true } match && !failure.Message.Contains(match.Groups["name"].Value, StringComparison.Ordinal))
                return $" at {match.Groups["host"].Value}.";
        return "";
    }

    [GeneratedRegex(@"\((?<host>(?<name>[^()\s]+):\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex HostAndPort();

    static bool IsAboutKey(CloudWatchLogsException failure) =>
        failure.Message.Contains("KMS", StringComparison.OrdinalIgnoreCase) || failure.ErrorCode?.StartsWith("KMS", StringComparison.OrdinalIgnoreCase) == true;
}

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Log groups as notices name them: without the rest of their ARNs.
static class GroupTitle
{
    public static string Of(IEnumerable<string> groups) => string.Join(", ", groups.Select(Of));

    // arn:aws:logs:REGION:ACCOUNT:log-group:NAME
    public static string Of(string arn) => arn.Split(':') is { Length: >= 7 } parts ? parts[6] : arn;
}

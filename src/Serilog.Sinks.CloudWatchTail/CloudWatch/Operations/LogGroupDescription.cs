namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// LogGroupArn has no trailing :*, as Live Tail requires.
sealed record LogGroupDescription(string LogGroupName, string LogGroupArn, string? LogGroupClass)
{
    // Null if events never expire.
    public int? RetentionInDays { get; init; }

    public long? StoredBytes { get; init; }

    // Milliseconds since the Unix epoch.
    public long? CreationTime { get; init; }

    public string? KmsKeyId { get; init; }
}

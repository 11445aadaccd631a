namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="LogGroupArn">Without the trailing <c>:*</c>, as Live Tail requires.</param>
sealed record LogGroupDescription(string LogGroupName, string LogGroupArn, string? LogGroupClass)
{
    /// <summary>Null if events never expire.</summary>
    public int? RetentionInDays { get; init; }

    public long? StoredBytes { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long? CreationTime { get; init; }

    public string? KmsKeyId { get; init; }
}

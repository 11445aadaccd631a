namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <param name="LogGroupArn">Without the trailing <c>:*</c>: the form that Live Tail wants.</param>
sealed record LogGroupDescription(string LogGroupName, string LogGroupArn, string? LogGroupClass)
{
    /// <summary>Null: events are kept for good.</summary>
    public int? RetentionInDays { get; init; }

    public long? StoredBytes { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long? CreationTime { get; init; }

    public string? KmsKeyId { get; init; }
}

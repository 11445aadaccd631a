namespace Serilog.Sinks.CloudWatchTail;

/// <summary>A log group, as <see cref="CloudWatchLogGroups"/> lists it.</summary>
public sealed class CloudWatchLogGroup
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The ARN, in the form that <see cref="CloudWatchLiveTailOptions.LogGroups"/> accepts.</summary>
    public required string Arn { get; init; }

    /// <summary>
    /// The service's name of the class: <c>STANDARD</c>, <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c>. Only the first supports Live Tail and queries.
    /// </summary>
    public string LogGroupClass { get; init; } = "STANDARD";

    /// <summary>How many days events are kept; null if they never expire.</summary>
    public int? RetentionInDays { get; init; }

    /// <summary>The number of bytes stored, compressed, as the service last counted them.</summary>
    public long StoredBytes { get; init; }

    /// <summary>When the group was created; null if the service does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The KMS key that encrypts the group; null for the service's own.</summary>
    public string? KmsKeyId { get; init; }
}

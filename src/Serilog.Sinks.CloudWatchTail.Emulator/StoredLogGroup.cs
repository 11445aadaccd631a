namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The state of a log group when it was read.</summary>
public sealed record StoredLogGroup
{
    /// <summary>The group's name.</summary>
    public required string Name { get; init; }

    /// <summary>The group's ARN without <c>:*</c>, as Live Tail accepts it.</summary>
    public required string Arn { get; init; }

    /// <summary>The group's class: <c>STANDARD</c>, <c>INFREQUENT_ACCESS</c>, <c>DELIVERY</c> or <c>ESSENTIALS</c>.</summary>
    public required string Class { get; init; }

    /// <summary>The retention in days, or <see langword="null"/> if events do not expire.</summary>
    public int? RetentionInDays { get; init; }

    /// <summary>The KMS key that the group was created with.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The group's tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The size of the group's events: their messages in UTF-8 plus 26 bytes each.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>The group's streams, by name.</summary>
    public required IReadOnlyList<StoredLogStream> Streams { get; init; }

    /// <summary>Whether DeleteLogGroup is refused.</summary>
    public bool DeletionProtectionEnabled { get; init; }
}

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A log group as it was at the moment of asking.</summary>
public sealed record StoredLogGroup
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its ARN without <c>:*</c>, the form that Live Tail takes.</summary>
    public required string Arn { get; init; }

    /// <summary><c>STANDARD</c>, <c>INFREQUENT_ACCESS</c>, <c>DELIVERY</c> or <c>ESSENTIALS</c>.</summary>
    public required string Class { get; init; }

    /// <summary>The retention, or <see langword="null"/> when events do not expire.</summary>
    public int? RetentionInDays { get; init; }

    /// <summary>The key it was created with.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The size of its events: their messages in UTF-8 and 26 bytes each.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Its streams, by name.</summary>
    public required IReadOnlyList<StoredLogStream> Streams { get; init; }

    /// <summary>Whether DeleteLogGroup is refused.</summary>
    public bool DeletionProtectionEnabled { get; init; }
}

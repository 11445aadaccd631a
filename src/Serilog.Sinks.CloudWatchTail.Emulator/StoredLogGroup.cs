namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A log group as it was at the moment of asking.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN without <c>:*</c>, the form that Live Tail takes.</param>
/// <param name="Class"><c>STANDARD</c>, <c>INFREQUENT_ACCESS</c>, <c>DELIVERY</c> or <c>ESSENTIALS</c>.</param>
/// <param name="RetentionInDays">The retention, or <see langword="null"/> when events do not expire.</param>
/// <param name="KmsKeyId">The key it was created with.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="StoredBytes">The size of its events: their messages in UTF-8 and 26 bytes each.</param>
/// <param name="Streams">Its streams, by name.</param>
public sealed record StoredLogGroup(
    string Name,
    string Arn,
    string Class,
    int? RetentionInDays,
    string? KmsKeyId,
    IReadOnlyDictionary<string, string> Tags,
    long StoredBytes,
    IReadOnlyList<StoredLogStream> Streams)
{
    /// <summary>Whether DeleteLogGroup is refused.</summary>
    public bool DeletionProtectionEnabled { get; init; }
}

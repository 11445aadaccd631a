namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>How a log group is created that does not exist.</summary>
sealed class NewLogGroup(CloudWatchSinkOptions options)
{
    public string? Class { get; } = options.LogGroupClass?.ToUpperInvariant();

    public string? KmsKeyId { get; } = options.KmsKeyId;

    /// <summary>None where there are none: sending an empty list needs a permission.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; } = options.Tags.Count == 0 ? null : new Dictionary<string, string>(options.Tags);

    public int? RetentionInDays { get; } = options.RetentionInDays;
}

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// The settings with which a missing log group is created.
sealed class NewLogGroup(CloudWatchSinkOptions options)
{
    public string? Class { get; } = options.LogGroupClass?.ToUpperInvariant();

    public string? KmsKeyId { get; } = options.KmsKeyId;

    public bool DeletionProtection { get; } = options.DeletionProtection;

    public IReadOnlyDictionary<string, string> Tags { get; } = GroupTags.Of(options);

    public int? RetentionInDays { get; } = options.RetentionInDays;
}

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// The settings that an existing log group gets.
sealed class GroupChanges(CloudWatchSinkOptions options)
{
    public int? RetentionInDays { get; } = options.RetentionInDays;

    public IReadOnlyDictionary<string, string> Tags { get; } = GroupTags.Of(options);
}

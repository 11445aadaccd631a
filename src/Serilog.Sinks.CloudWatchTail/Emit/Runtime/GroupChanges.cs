namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>What a log group that exists is given.</summary>
sealed class GroupChanges(CloudWatchSinkOptions options)
{
    public int? RetentionInDays { get; } = options.RetentionInDays;

    public IReadOnlyDictionary<string, string> Tags { get; } = GroupTags.Of(options);
}

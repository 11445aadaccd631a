using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

/// <summary>The state from which a restarted tail goes on where the last one stopped.</summary>
/// <param name="FingerprintKey">The key that the fingerprints were made with.</param>
sealed record TailCheckpoint(byte[] FingerprintKey, IReadOnlyList<GroupCheckpoint> Groups)
{
    /// <summary>The same without the groups that are no longer tailed.</summary>
    public TailCheckpoint Only(IReadOnlyList<TailedGroup> groups) => this with { Groups = [.. Groups.Where(left => groups.Any(group => group.Arn == left.Arn))] };

    public GroupCheckpoint? Of(string arn) => Groups.FirstOrDefault(group => group.Arn == arn);
}

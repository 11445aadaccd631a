using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Resume;

/// <summary>What a restarted tail needs to go on where the last one stopped.</summary>
/// <param name="FingerprintKey">The key that the fingerprints were made with.</param>
sealed record TailCheckpoint(byte[] FingerprintKey, IReadOnlyList<GroupCheckpoint> Groups)
{
    /// <summary>Without what it says of groups that are not tailed any more.</summary>
    public TailCheckpoint Only(IReadOnlyList<TailedGroup> groups) => this with { Groups = [.. Groups.Where(left => groups.Any(group => group.Arn == left.Arn))] };

    public GroupCheckpoint? Of(string arn) => Groups.FirstOrDefault(group => group.Arn == arn);
}

using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// The state from which a restarted tail resumes, with the key that its fingerprints were made with.
sealed record TailCheckpoint(byte[] FingerprintKey, IReadOnlyList<GroupCheckpoint> Groups)
{
    // Returns the checkpoint without the groups that are no longer tailed.
    public TailCheckpoint Only(IReadOnlyList<TailedGroup> groups) => this with { Groups = [.. Groups.Where(left => groups.Any(group => group.Arn == left.Arn))] };

    public GroupCheckpoint? Of(string arn) => Groups.FirstOrDefault(group => group.Arn == arn);
}

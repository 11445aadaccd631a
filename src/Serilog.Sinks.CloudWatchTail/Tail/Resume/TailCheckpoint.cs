namespace Serilog.Sinks.CloudWatchTail.Tail.Resume;

/// <summary>What a restarted tail needs to go on where the last one stopped.</summary>
/// <param name="FingerprintKey">The key that the fingerprints were made with.</param>
sealed record TailCheckpoint(byte[] FingerprintKey, IReadOnlyList<GroupCheckpoint> Groups)
{
    public GroupCheckpoint? Of(string arn) => Groups.FirstOrDefault(group => group.Arn == arn);
}

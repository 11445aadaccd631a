using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// Checks that a checkpoint is plausible. Its checksum only proves that it was written that way.
static class CheckpointRules
{
    // The run's clock followed the service's, which accepts events up to two hours ahead.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    // Returns null if the checkpoint is plausible.
    public static string? ProblemOf(TailCheckpoint checkpoint, DateTimeOffset now)
    {
        var latest = now + Ahead;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in checkpoint.Groups)
        {
            if (!LogGroupArn.TryParse(group.Arn, out var arn) || arn.Text != group.Arn) return "it names a log group by something other than an ARN";
            if (!known.Add(group.Arn)) return $"it contains {group.Arn} twice";
            DateTimeOffset[] times = [group.CompleteUntil, group.RememberedFrom, group.Start.Began];
            if (times.Any(time => time < DateTimeOffset.UnixEpoch || time > latest) || group.Start.History < DateTimeOffset.UnixEpoch)
                return $"it contains an impossible time for {group.Arn}";
            if (group.Shown.Any(shown => shown.Copies < 1 || shown.Timestamp < 0 || shown.Timestamp > latest.ToUnixTimeMilliseconds())
                || group.Shown.Sum(shown => (long)shown.Copies) > int.MaxValue)
                return $"it contains impossible events of {group.Arn}";
        }

        return null;
    }
}

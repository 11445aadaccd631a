using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// What a checkpoint must say to be believed. Its checksum tells that it was written so, not that it makes sense.
static class CheckpointRules
{
    // A run's clock was the service's, give or take; the service takes events up to two hours ahead.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    // Returns: Null when the checkpoint makes sense.
    public static string? ProblemOf(TailCheckpoint checkpoint, DateTimeOffset now)
    {
        var latest = now + Ahead;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in checkpoint.Groups)
        {
            if (!LogGroupArn.TryParse(group.Arn, out var arn) || arn.Text != group.Arn) return "it names a group that is not the ARN of one";
            if (!known.Add(group.Arn)) return $"it has {group.Arn} twice";
            DateTimeOffset[] times = [group.CompleteUntil, group.RememberedFrom, group.Start.Began];
            if (times.Any(time => time < DateTimeOffset.UnixEpoch || time > latest) || group.Start.History < DateTimeOffset.UnixEpoch)
                return $"it has a time of {group.Arn} that cannot be";
            if (group.Shown.Any(shown => shown.Copies < 1 || shown.Timestamp < 0 || shown.Timestamp > latest.ToUnixTimeMilliseconds())
                || group.Shown.Sum(shown => (long)shown.Copies) > int.MaxValue)
                return $"it has shown events of {group.Arn} that cannot be";
        }

        return null;
    }
}

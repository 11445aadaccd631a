using Serilog.Sinks.CloudWatchTail.Tool.View.Live;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

// Adds the emulator's log groups to the session as they are created, and removes those that are deleted.
sealed class EmulatedGroupsFollower(EmulatedGroups groups, FeedSources sources)
{
    // Each group that appears gets its own session.
    public const int SessionLimit = 50;

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await sources.Session.FollowAsync(groups.Names, SessionLimit, cancellationToken);
            await Task.Delay(Interval, sources.TimeProvider, cancellationToken);
        }
    }
}

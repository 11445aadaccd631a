using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.View.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

// The log groups of the emulator in this process.
sealed class EmulatedGroups(CloudWatchLogsEmulator emulator) : IGroupSource
{
    // All names.
    public IReadOnlyList<string> Names => [.. emulator.LogGroups.Where(group => GroupPage.HasLiveTail(group.Class)).Select(group => group.Name)];

    public Task<GroupPage> FindAsync(string prefix, CancellationToken cancellationToken)
    {
        var names = Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        return Task.FromResult(new GroupPage([.. names.Take(GroupPage.Limit)], names.Length > GroupPage.Limit));
    }
}

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Groups;

// The log groups of an account, from the service.
sealed class ServiceGroups(CloudWatchLogGroups groups) : IGroupSource, IDisposable
{
    public async Task<GroupPage> FindAsync(string prefix, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var group in groups.ListAsync(prefix.Length == 0 ? null : prefix, cancellationToken))
        {
            if (!GroupPage.HasLiveTail(group.LogGroupClass)) continue;
            if (names.Count == GroupPage.Limit) return new(names, More: true);
            names.Add(group.Name);
        }

        return new(names, More: false);
    }

    public void Dispose() => groups.Dispose();
}

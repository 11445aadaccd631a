namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Distributes the groups among Live Tail sessions.
static class SessionPartition
{
    // The service's limit on the log groups of one session.
    public const int GroupsPerSession = 10;

    // Two groups of the same name, in two accounts, never share a session, since a live event may name its group by the name alone.
    public static IReadOnlyList<IReadOnlyList<TailedGroup>> Partition(IReadOnlyList<TailedGroup> groups)
    {
        var sessions = new List<List<TailedGroup>>();
        foreach (var group in groups)
        {
            var session = sessions.Find(s => s.Count < GroupsPerSession && s.TrueForAll(other => other.Name != group.Name));
            if (session is null) sessions.Add(session = []);
            session.Add(group);
        }

        return sessions;
    }
}

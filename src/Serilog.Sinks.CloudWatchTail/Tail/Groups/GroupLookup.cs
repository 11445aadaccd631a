namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Finds the group that a live event names. The service's model says name or ARN, and clients have seen accountId:name: all three work.
sealed class GroupLookup
{
    readonly Dictionary<string, TailedGroup> _byIdentifier = new(StringComparer.Ordinal);
    readonly IReadOnlyList<TailedGroup> _groups;

    public GroupLookup(IReadOnlyList<TailedGroup> groups)
    {
        _groups = groups;
        foreach (var group in groups)
        {
            _byIdentifier[group.Arn] = group;
            _byIdentifier[group.AccountAndName] = group;
            _byIdentifier[group.Name] = group;
        }
    }

    public TailedGroup Find(string identifier)
    {
        if (_byIdentifier.TryGetValue(identifier, out var group)) return group;
        identifier = LogGroupArn.WithoutStar(identifier);
        if (_byIdentifier.TryGetValue(identifier, out group)) return group;

        // A name contains no colon, so it follows the last one. No event may be lost because of how its group is named.
        var name = identifier[(identifier.LastIndexOf(':') + 1)..];
        return _byIdentifier.TryGetValue(name, out group) ? group : _groups[0];
    }
}

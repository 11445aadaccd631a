namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>A step of the paths in the member <c>types</c>: the kind of the value there, and the steps below it.</summary>
sealed class KindNode
{
    List<(string Segment, KindNode Node)>? _children;

    public ValueKind Kind { get; private set; }

    public bool HasChildren => _children != null;

    /// <summary>The step to a member or an element, or null when nothing is said about it or anything in it.</summary>
    public KindNode? Find(string segment)
    {
        if (_children == null) return null;
        foreach (var (known, node) in _children)
        {
            if (known == segment) return node;
        }

        return null;
    }

    public void Add(string path, ValueKind kind)
    {
        var node = this;
        foreach (var segment in path.Split(KindPath.Separator)) node = node.FindOrAdd(segment);
        node.Kind = kind;
    }

    KindNode FindOrAdd(string segment)
    {
        var found = Find(segment);
        if (found != null) return found;
        found = new();
        (_children ??= []).Add((segment, found));
        return found;
    }
}

using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// A step of the paths in types: the kind of the value there, and the steps below it. Each member of a message is looked up in constant time, however
// many kinds the message lists.
sealed class KindNode
{
    // Values are read no deeper than this, and a message must not create a step for each slash that it contains.
    const int LongestPath = PropertyValueReader.MaximumDepth + 2;

    Dictionary<string, KindNode>? _children;

    // One bit for the first character of each child: most members of a message have no kind and need no lookup.
    ulong _initials;
    int _seen;

    public ValueKind Kind { get; private set; }

    // Whether the value was a dictionary's key but not a string.
    public bool HasTextKey { get; private set; }

    public void Add(string path, ValueKind kind)
    {
        var segments = path.Split(KindPath.Separator, LongestPath + 1);
        if (segments.Length > LongestPath) return;

        var node = this;
        foreach (var segment in segments) node = node.FindOrAdd(segment, kind);
        if (!path.EndsWith(KindPath.Key, StringComparison.Ordinal)) node.Kind = kind;
    }

    // Resets the member counts for another message with the same kinds.
    public void Restart()
    {
        _seen = 0;
        if (_children == null) return;
        foreach (var (_, child) in _children) child.Restart();
    }

    // Returns the step to the next member of this name, or null if neither it nor anything in it has a kind.
    public KindNode? FindNext(string name)
    {
        if (_children == null || (_initials & InitialOf(name)) == 0 || !_children.TryGetValue(KindPath.Segment(name, 1), out var first)) return null;
        var occurrence = ++first._seen;
        return occurrence == 1 ? first : _children.GetValueOrDefault(KindPath.Segment(name, occurrence));
    }

    // Returns the step to an element of a sequence.
    public KindNode? Find(int index) => _children?.GetValueOrDefault(index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // Members of the same name are counted at the first of them, so that one exists even if it has no kind.
    KindNode FindOrAdd(string segment, ValueKind kind)
    {
        var isKey = segment.EndsWith(KindPath.Key, StringComparison.Ordinal);
        if (isKey) segment = segment[..^KindPath.Key.Length];
        var repeated = segment.IndexOf(KindPath.Repeated, StringComparison.Ordinal);
        if (repeated >= 0) FindOrAdd(segment[..repeated], ValueKind.None);

        _children ??= [];
        _initials |= InitialOf(segment);
        if (!_children.TryGetValue(segment, out var child)) _children.Add(segment, child = new());
        if (isKey) child.HasTextKey = kind == ValueKind.Text;
        return child;
    }

    // Returns the bit of a name and of the path step made from it, in which a slash becomes a tilde and a digit.
    static ulong InitialOf(string name) => name.Length == 0 ? 1 : 1UL << ((name[0] == KindPath.Separator ? '~' : name[0]) & 63);
}

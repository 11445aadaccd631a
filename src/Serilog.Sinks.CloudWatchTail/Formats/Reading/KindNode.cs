using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>
/// A step of the paths in the member <c>types</c>: the kind of the value there, and the steps below it. Each member of a message is looked up in
/// constant time, however much the message says about kinds.
/// </summary>
sealed class KindNode
{
    /// <summary>Values are read no deeper than this; a message must not make a step for each slash that it says.</summary>
    const int LongestPath = PropertyValueReader.MaximumDepth + 2;

    Dictionary<string, KindNode>? _children;

    // A bit for what each child's step begins with: most members of a message have no kind, and are not looked up.
    ulong _initials;
    int _seen;

    public ValueKind Kind { get; private set; }

    /// <summary>The value was the key of a dictionary and no string.</summary>
    public bool HasTextKey { get; private set; }

    public void Add(string path, ValueKind kind)
    {
        var segments = path.Split(KindPath.Separator, LongestPath + 1);
        if (segments.Length > LongestPath) return;

        var node = this;
        foreach (var segment in segments) node = node.FindOrAdd(segment, kind);
        if (!path.EndsWith(KindPath.Key, StringComparison.Ordinal)) node.Kind = kind;
    }

    /// <summary>Forgets the members that were counted: another message says the same about kinds.</summary>
    public void Restart()
    {
        _seen = 0;
        if (_children == null) return;
        foreach (var (_, child) in _children) child.Restart();
    }

    /// <summary>The step to the next member of this name, or null when nothing is said about it or anything in it.</summary>
    public KindNode? FindNext(string name)
    {
        if (_children == null || (_initials & InitialOf(name)) == 0 || !_children.TryGetValue(KindPath.Segment(name, 1), out var first)) return null;
        var occurrence = ++first._seen;
        return occurrence == 1 ? first : _children.GetValueOrDefault(KindPath.Segment(name, occurrence));
    }

    /// <summary>The step to an element of a sequence.</summary>
    public KindNode? Find(int index) => _children?.GetValueOrDefault(index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Members of the same name are counted at the first of them, so that one is there even if nothing is said about it.</summary>
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

    /// <summary>The bit of a name and of the step that is made of it: a slash becomes a tilde and a digit.</summary>
    static ulong InitialOf(string name) => name.Length == 0 ? 1 : 1UL << ((name[0] == KindPath.Separator ? '~' : name[0]) & 63);
}

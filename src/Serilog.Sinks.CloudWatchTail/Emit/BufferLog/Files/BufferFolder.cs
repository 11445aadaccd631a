using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

// A listing of a folder for one base name, with the files of all sets, so that thousands of sets do not need thousands of listings.
sealed class BufferFolder
{
    static readonly List<SegmentName> None = [];

    readonly SortedDictionary<int, List<SegmentName>> _sets = [];

    BufferFolder()
    {
    }

    // The numbers of all sets, including those whose lock file was deleted.
    public IEnumerable<int> Sets => _sets.Keys;

    public static BufferFolder Look(IPrivateFiles files, string baseFilename)
    {
        var first = new BufferPaths(baseFilename, 1);
        var folder = new BufferFolder();
        var prefix = Path.GetFileName(first.Lock)[..^BufferPaths.LockExtension.Length];
        foreach (var name in files.List(first.Folder))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) folder.Add(name.AsSpan(prefix.Length));
        }

        foreach (var segments in folder._sets.Values) segments.Sort();
        return folder;
    }

    // Returns the segments of a set in order.
    public IReadOnlyList<SegmentName> SegmentsOf(int set) => _sets.TryGetValue(set, out var segments) ? segments : None;

    // rest is the part of the file name after the base name.
    void Add(ReadOnlySpan<char> rest)
    {
        var dot = rest.IndexOf('.');
        if (dot < 0 || !TryReadSet(rest[..dot], out var set)) return;
        rest = rest[dot..];
        if (rest.SequenceEqual(BufferPaths.LockExtension)) SetOf(set);
        else if (TryReadSegment(rest, out var segment)) SetOf(set).Add(segment);
    }

    List<SegmentName> SetOf(int set)
    {
        if (!_sets.TryGetValue(set, out var segments)) _sets[set] = segments = [];
        return segments;
    }

    static bool TryReadSet(ReadOnlySpan<char> text, out int set)
    {
        set = 1;
        return text.IsEmpty || (text[0] == '~' && int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out set) && set > 1);
    }

    static bool TryReadSegment(ReadOnlySpan<char> text, out SegmentName name)
    {
        name = default;
        return text.EndsWith(BufferPaths.SegmentExtension, StringComparison.Ordinal)
            && text.Length > 1 + BufferPaths.SegmentExtension.Length
            && SegmentName.TryParse(text[1..^BufferPaths.SegmentExtension.Length], out name);
    }
}

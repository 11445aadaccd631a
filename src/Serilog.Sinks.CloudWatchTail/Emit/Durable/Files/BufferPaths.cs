using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>The names of the files of one set. The first process on a base name has the base name itself, a second one beside it <c>base~2</c>.</summary>
sealed class BufferPaths
{
    /// <summary>More processes than anybody starts on one base name: looking for a free set ends somewhere.</summary>
    public const int MaxSets = 1_000;

    const string SegmentExtension = ".buf";
    const string LockExtension = ".lock";

    readonly string _base;

    /// <param name="baseFilename">The base name, with its folder.</param>
    /// <param name="set">The number of the set, from 1.</param>
    public BufferPaths(string baseFilename, int set)
    {
        var full = Path.GetFullPath(baseFilename);
        Folder = Path.GetDirectoryName(full)!;
        Set = set;
        _base = set == 1 ? full : string.Create(CultureInfo.InvariantCulture, $"{full}~{set}");
    }

    public string Folder { get; }

    public int Set { get; }

    /// <summary>Held open by the process whose set it is.</summary>
    public string Lock => _base + LockExtension;

    public string Checkpoint => _base + ".checkpoint";

    public string DeadLetters => _base + ".dead.jsonl";

    /// <summary>Where dead letters go once there are many.</summary>
    public string OlderDeadLetters => _base + ".dead.1.jsonl";

    public string Segment(long sequence) => Name(sequence, SegmentExtension);

    /// <summary>The unreadable rest of a segment.</summary>
    public string Damaged(long sequence) => Name(sequence, ".damaged");

    /// <summary>The segments that are there, in order.</summary>
    public SortedDictionary<long, string> FindSegments()
    {
        var found = new SortedDictionary<long, string>();
        if (!Directory.Exists(Folder)) return found;
        var prefix = Path.GetFileName(_base);
        foreach (var path in Directory.EnumerateFiles(Folder, "*" + SegmentExtension))
        {
            var name = Path.GetFileName(path.AsSpan());
            if (name.StartsWith(prefix, StringComparison.Ordinal) && TryReadSequence(name[prefix.Length..], out var sequence)) found[sequence] = path;
        }

        return found;
    }

    /// <summary>The numbers of all sets of a base name, in order: those that were ever locked, and those whose lock somebody took for useless.</summary>
    public static SortedSet<int> FindSets(string baseFilename)
    {
        var first = new BufferPaths(baseFilename, 1);
        var found = new SortedSet<int>();
        if (!Directory.Exists(first.Folder)) return found;
        var prefix = Path.GetFileName(first._base);
        foreach (var path in Directory.EnumerateFiles(first.Folder))
        {
            var name = Path.GetFileName(path.AsSpan());
            if (!name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var rest = name[prefix.Length..];
            var dot = rest.IndexOf('.');
            if (dot < 0 || (!rest[dot..].SequenceEqual(LockExtension) && !TryReadSequence(rest[dot..], out _))) continue;
            if (dot == 0) found.Add(1);
            else if (rest[0] == '~' && int.TryParse(rest[1..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var set) && set > 1) found.Add(set);
        }

        return found;
    }

    /// <param name="rest">What stands behind the base name.</param>
    static bool TryReadSequence(ReadOnlySpan<char> rest, out long sequence)
    {
        sequence = 0;
        return rest.Length > 1 + SegmentExtension.Length
            && rest[0] == '.'
            && rest.EndsWith(SegmentExtension, StringComparison.Ordinal)
            && long.TryParse(rest[1..^SegmentExtension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    string Name(long sequence, string extension) => string.Create(CultureInfo.InvariantCulture, $"{_base}.{sequence:D8}{extension}");
}

using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

// The file names of one set. The first process with a base name uses the base name itself, a second one at the same time base~2.
sealed class BufferPaths
{
    // More processes than any installation starts with one base name; limits the search for a free set.
    public const int MaxSets = 10_000;

    public const string SegmentExtension = ".buf", LockExtension = ".lock", CheckpointExtension = ".checkpoint";

    readonly string _base;

    // baseFilename includes the folder; set numbers start at 1.
    public BufferPaths(string baseFilename, int set)
    {
        var full = Path.GetFullPath(baseFilename);
        Folder = Path.GetDirectoryName(full)!;
        Set = set;
        _base = set == 1 ? full : string.Create(CultureInfo.InvariantCulture, $"{full}~{set}");
    }

    public string Folder { get; }

    public int Set { get; }

    // Held open by the process that owns the set.
    public string Lock => _base + LockExtension;

    public string Checkpoint => _base + CheckpointExtension;

    public string DeadLetters => _base + ".dead.jsonl";

    // The previous file of dead letters, once the current one has been full.
    public string OlderDeadLetters => _base + ".dead.1.jsonl";

    public string Segment(SegmentName name) => $"{_base}.{name}{SegmentExtension}";

    // Holds the unreadable parts of a segment.
    public string Damaged(SegmentName name) => $"{_base}.{name}.damaged";

    // A segment that was among those of another destination.
    public string Foreign(SegmentName name) => $"{_base}.{name}.foreign";
}

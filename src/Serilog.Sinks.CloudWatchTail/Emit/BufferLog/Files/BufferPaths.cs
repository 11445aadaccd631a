using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

/// <summary>The names of the files of one set. The first process on a base name has the base name itself, a second one beside it <c>base~2</c>.</summary>
sealed class BufferPaths
{
    /// <summary>More processes than anyone starts on one base name: looking for a free set ends somewhere.</summary>
    public const int MaxSets = 10_000;

    public const string SegmentExtension = ".buf", LockExtension = ".lock", CheckpointExtension = ".checkpoint";

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

    public string Checkpoint => _base + CheckpointExtension;

    public string DeadLetters => _base + ".dead.jsonl";

    /// <summary>Where dead letters go once there are many.</summary>
    public string OlderDeadLetters => _base + ".dead.1.jsonl";

    public string Segment(SegmentName name) => $"{_base}.{name}{SegmentExtension}";

    /// <summary>What could not be read of a segment.</summary>
    public string Damaged(SegmentName name) => $"{_base}.{name}.damaged";

    /// <summary>A segment that stood among those of another destination.</summary>
    public string Foreign(SegmentName name) => $"{_base}.{name}.foreign";
}

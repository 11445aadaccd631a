using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>What was on the disk at some moment.</summary>
sealed class DiskMark((BufferSet Set, long End)[] ends) : SourceMark
{
    public override bool IsTaken => Array.TrueForAll(ends, e => e.Set.Chain.Oldest is null || e.Set.Reader.Next >= e.End);
}

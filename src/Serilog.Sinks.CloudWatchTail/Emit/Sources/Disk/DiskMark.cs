using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// The records on disk at some moment.
sealed class DiskMark((BufferSet Set, long End)[] ends) : SourceMark
{
    public override bool IsTaken => Array.TrueForAll(ends, e => e.Set.Chain.Oldest is null || e.Set.Reader.Next >= e.End);
}

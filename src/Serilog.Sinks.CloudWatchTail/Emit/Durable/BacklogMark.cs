using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>What was on the disk at some moment.</summary>
sealed class BacklogMark((BufferSet Set, long End)[] ends)
{
    /// <summary>Whether all of it has been read into batches, or is gone.</summary>
    public bool IsRead => Array.TrueForAll(ends, e => e.Set.Chain.Oldest is null || e.Set.Reader.Next >= e.End);
}

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

/// <summary>What waited in memory at some moment: all events up to a position.</summary>
sealed class MemoryMark(MemorySource source, long position) : SourceMark
{
    public override bool IsTaken => source.Taken >= position;
}

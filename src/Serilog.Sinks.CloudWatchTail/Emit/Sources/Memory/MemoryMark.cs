namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// The events that waited in memory at some moment: all up to a position.
sealed class MemoryMark(MemorySource source, long position) : SourceMark
{
    public override bool IsTaken => source.Taken >= position;
}

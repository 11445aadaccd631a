namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>What waited in a source at some moment.</summary>
abstract class SourceMark
{
    /// <summary>Whether all of it is in batches, or gone. For the loop.</summary>
    public abstract bool IsTaken { get; }
}

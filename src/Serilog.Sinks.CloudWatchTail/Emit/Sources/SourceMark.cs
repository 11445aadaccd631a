namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// The events that waited in a source at some moment.
abstract class SourceMark
{
    // Whether all of them are in batches or gone. Called by the loop.
    public abstract bool IsTaken { get; }
}

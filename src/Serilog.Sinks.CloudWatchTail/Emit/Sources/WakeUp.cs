namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>What came of asking a source for a wake-up.</summary>
enum WakeUp
{
    /// <summary>The next event will wake the loop.</summary>
    Armed,

    /// <summary>An event is there already, and can be taken.</summary>
    EventIsHere,

    /// <summary>Events are there, but cannot be taken yet: look again some time later.</summary>
    EventsMustWait,
}

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// The result of requesting a wake-up from a source.
enum WakeUp
{
    // The next event will wake the loop.
    Armed,

    // An event is waiting and can be taken.
    EventIsHere,

    // Events are waiting but cannot be taken yet: fill again some time later.
    EventsMustWait,
}

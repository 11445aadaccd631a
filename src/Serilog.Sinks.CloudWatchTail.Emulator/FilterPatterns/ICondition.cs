namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

/// <summary>What can be true of a subject: a JSON message, or the text of a field.</summary>
interface ICondition<in T>
{
    bool Holds(T subject);
}

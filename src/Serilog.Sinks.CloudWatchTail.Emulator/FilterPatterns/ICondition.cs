namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A condition on a subject: a JSON message, or the text of a field.
interface ICondition<in T>
{
    bool Holds(T subject);
}

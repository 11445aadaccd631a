namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// What can be true of a subject: a JSON message, or the text of a field.
interface ICondition<in T>
{
    bool Holds(T subject);
}

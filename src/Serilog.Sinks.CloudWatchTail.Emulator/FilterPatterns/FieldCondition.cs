namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A comparison of a field's text.
sealed class FieldCondition(Comparison comparison) : ICondition<string>
{
    public bool Holds(string subject) => comparison.Holds(subject);
}

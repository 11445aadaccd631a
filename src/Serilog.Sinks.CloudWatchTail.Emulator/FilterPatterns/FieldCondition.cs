namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

/// <summary>A comparison of a field's text.</summary>
sealed class FieldCondition(Comparison comparison) : ICondition<string>
{
    public bool Holds(string subject) => comparison.Holds(subject);
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// One field of a field pattern: its name, if any, and the condition on its text.
sealed record Field(string? Name, ICondition<string>? Condition)
{
    public static Field Unnamed { get; } = new(null, null);

    public bool Accepts(string text) => Condition is null || Condition.Holds(text);
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// One field of a pattern of fields: its name, if it has one, and what is to be true of its text.
sealed record Field(string? Name, ICondition<string>? Condition)
{
    public static Field Unnamed { get; } = new(null, null);

    public bool Accepts(string text) => Condition is null || Condition.Holds(text);
}

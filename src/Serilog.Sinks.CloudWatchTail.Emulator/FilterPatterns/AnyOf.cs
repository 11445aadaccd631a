namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// ||
sealed class AnyOf<T>(IReadOnlyList<ICondition<T>> conditions) : ICondition<T>
{
    public bool Holds(T subject)
    {
        foreach (var condition in conditions)
        {
            if (condition.Holds(subject)) return true;
        }

        return false;
    }
}

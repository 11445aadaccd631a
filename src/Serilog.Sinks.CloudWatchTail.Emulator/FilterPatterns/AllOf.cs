namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// &&
sealed class AllOf<T>(IReadOnlyList<ICondition<T>> conditions) : ICondition<T>
{
    public bool Holds(T subject)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(subject)) return false;
        }

        return true;
    }
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Terms: all of the required, none of the excluded, and any of the optional ones if there are no others.
sealed class TermPattern(IReadOnlyList<Term> required, IReadOnlyList<Term> excluded, IReadOnlyList<Term> optional) : FilterPattern
{
    public override bool Matches(byte[] message)
    {
        foreach (var term in required)
        {
            if (!term.IsIn(message)) return false;
        }

        foreach (var term in excluded)
        {
            if (term.IsIn(message)) return false;
        }

        // Beside other terms the service ignores optional ones.
        return required.Count > 0 || excluded.Count > 0 || optional.Count == 0 || optional.Any(t => t.IsIn(message));
    }
}

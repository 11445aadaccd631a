namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Requires all of the required terms and none of the excluded ones, and any of the optional ones if there are no others.
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

        // The service ignores optional terms beside others.
        return required.Count > 0 || excluded.Count > 0 || optional.Count == 0 || optional.Any(t => t.IsIn(message));
    }
}

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Parses "terms" of the grammar.
static class TermPatternParser
{
    public static FilterPattern? TryParse(string text)
    {
        var reader = new PatternReader(text);
        List<Term> required = [], excluded = [], optional = [];
        reader.SkipBlanks();
        while (!reader.AtEnd)
        {
            var target = required;
            if (reader.Take("?"))
            {
                target = optional;
            }
            else if (reader.Take("-"))
            {
                // The user guide itself has a blank after the minus once.
                target = excluded;
                reader.SkipBlanks();
            }

            if (!TryRead(reader, out var term)) return null;
            target.Add(term);
            if (!reader.AtEnd && !char.IsWhiteSpace(reader.Current)) return null;
            reader.SkipBlanks();
        }

        return new TermPattern(required, excluded, optional);
    }

    static bool TryRead(PatternReader reader, out Term term)
    {
        term = null!;
        if (reader.TakeRegex(out var regex)) term = Term.OfRegex(regex);
        else if (reader.TakeQuoted('"', out var phrase) && phrase.Length > 0) term = Term.OfText(string.IsNullOrWhiteSpace(phrase) ? "" : phrase);
        else if (reader.TakeWhile(PatternReader.IsWord, out var word)) term = Term.OfText(word);
        return term is not null;
    }
}

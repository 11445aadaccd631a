using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Parses "json" of the grammar.
sealed class JsonPatternParser
{
    // The service's limit on the wildcards of one pattern.
    const int WildcardLimit = 3;

    readonly PatternReader _reader;
    int _wildcards;

    JsonPatternParser(PatternReader reader) => _reader = reader;

    public static FilterPattern? TryParse(string text)
    {
        var reader = new PatternReader(text);
        var parser = new JsonPatternParser(reader);
        reader.Take("{");
        var condition = new ExpressionParser<JsonElement>(reader, parser.ReadCondition).Read();
        return condition is not null && reader.Take("}") && reader.AtEnd ? new JsonPattern(condition) : null;
    }

    ICondition<JsonElement>? ReadCondition()
    {
        if (ReadSelector() is not { } selector) return null;
        if ((_wildcards += selector.Wildcards) > WildcardLimit) return null;
        _reader.SkipBlanks();
        if (_reader.TakeKeyword("IS")) return ReadIs(selector);
        if (_reader.TakeKeyword("NOT"))
        {
            _reader.SkipBlanks();
            return _reader.TakeKeyword("EXISTS") ? SelectorCondition.NotExists(selector) : null;
        }

        return Comparison.TryRead(_reader) is { } comparison ? SelectorCondition.Compare(selector, comparison) : null;
    }

    SelectorCondition? ReadIs(Selector selector)
    {
        _reader.SkipBlanks();
        if (_reader.TakeKeyword("NULL")) return SelectorCondition.Is(selector, JsonValueKind.Null);
        if (_reader.TakeKeyword("TRUE")) return SelectorCondition.Is(selector, JsonValueKind.True);
        return _reader.TakeKeyword("FALSE") ? SelectorCondition.Is(selector, JsonValueKind.False) : null;
    }

    Selector? ReadSelector()
    {
        if (!_reader.Take("$") || _reader.Current != '.') return null;
        var steps = new List<SelectorStep>();
        while (true)
        {
            SelectorStep? step = null;
            if (_reader.Take("."))
            {
                if ((step = _reader.Current == '[' ? ReadBracket() : ReadProperty()) is null) return null;
            }
            else if (_reader.Current == '[')
            {
                if ((step = ReadBracket()) is null) return null;
            }

            if (step is null) break;
            steps.Add(step.Value);
        }

        var selector = new Selector(steps);
        return selector.Wildcards <= Selector.WildcardLimit ? selector : null;
    }

    SelectorStep? ReadProperty()
    {
        if (_reader.Take("*")) return SelectorStep.AnyProperty;
        return _reader.TakeWhile(static c => PatternReader.IsWord(c) || c == '-', out var name) ? new(name, null) : null;
    }

    SelectorStep? ReadBracket()
    {
        _reader.Take("[");
        SelectorStep? step = null;
        if (_reader.Take("*")) step = SelectorStep.AnyElement;
        else if (_reader.TakeQuoted('\'', out var name) || _reader.TakeQuoted('"', out name)) step = new(name, null);
        else if (_reader.TakeWhile(char.IsAsciiDigit, out var digits) && int.TryParse(digits, out var index)) step = new(null, index);
        return step is not null && _reader.Take("]") ? step : null;
    }
}

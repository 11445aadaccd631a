namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Parses "fields" of the grammar.
sealed class FieldPatternParser
{
    readonly PatternReader _reader;
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    string? _fieldName;

    FieldPatternParser(PatternReader reader) => _reader = reader;

    public static FilterPattern? TryParse(string text) => new FieldPatternParser(new(text)).Read();

    FieldPattern? Read()
    {
        _reader.Take("[");
        _reader.SkipBlanks();
        List<Field> before = [];
        List<Field>? after = null;
        if (_reader.Take("]")) return _reader.AtEnd ? new(before, after) : null;
        do
        {
            _reader.SkipBlanks();
            if (_reader.Take("..."))
            {
                if (after is not null) return null;
                after = [];
            }
            else
            {
                if (ReadField() is not { } field) return null;
                (after ?? before).Add(field);
            }

            _reader.SkipBlanks();
        }
        while (_reader.Take(","));

        return _reader.Take("]") && _reader.AtEnd ? new(before, after) : null;
    }

    // Reads a name, conditions on one name, or nothing between two commas.
    Field? ReadField()
    {
        if (_reader.Current is ',' or ']') return Field.Unnamed;
        var start = _reader.Position;
        if (TryReadName(out var name))
        {
            _reader.SkipBlanks();
            if (_reader.Current is ',' or ']') return _names.Add(name) ? new(name, null) : null;
        }

        _reader.Position = start;
        _fieldName = null;
        var condition = new ExpressionParser<string>(_reader, ReadCondition).Read();
        return condition is not null && _names.Add(_fieldName!) ? new(_fieldName, condition) : null;
    }

    // The service refuses conditions on any name but the field's own.
    FieldCondition? ReadCondition()
    {
        if (!TryReadName(out var name)) return null;
        _fieldName ??= name;
        if (_fieldName != name) return null;
        _reader.SkipBlanks();
        return Comparison.TryRead(_reader) is { } comparison ? new(comparison) : null;
    }

    bool TryReadName(out string name)
    {
        name = "";
        if (char.IsAsciiDigit(_reader.Current) || !_reader.TakeWhile(static c => PatternReader.IsWord(c) || c == '-', out var taken)) return false;
        name = taken;
        return true;
    }
}

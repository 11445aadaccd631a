using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// An operator and its operand: a text with wildcards at its ends, a number, or a regular expression.
sealed class Comparison
{
    readonly ComparisonOperator _operator;
    readonly string _text = "";
    readonly bool _openStart;
    readonly bool _openEnd;
    readonly double? _number;
    readonly FilterRegex? _regex;

    Comparison(ComparisonOperator comparison, double number)
    {
        _operator = comparison;
        _number = number;
    }

    Comparison(ComparisonOperator comparison, FilterRegex regex)
    {
        _operator = comparison;
        _regex = regex;
    }

    Comparison(ComparisonOperator comparison, string text)
    {
        _operator = comparison;

        // Asterisks inside a text are literal.
        _openStart = text.StartsWith('*');
        _openEnd = text.EndsWith('*');
        _text = text.Trim('*');
    }

    // Reads an operator and its operand; returns null if there is none.
    public static Comparison? TryRead(PatternReader reader)
    {
        if (TryReadOperator(reader) is not { } comparison) return null;
        reader.SkipBlanks();
        var equality = comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (equality && reader.TakeRegex(out var regex)) return new(comparison, regex);
        if (equality && reader.TakeQuoted('"', out var phrase)) return new(comparison, phrase);
        if (!reader.TakeWhile(PatternReader.IsBare, out var bare)) return null;
        if (TryParseNumber(bare, out var number)) return new(comparison, number);
        return equality ? new(comparison, bare) : null;
    }

    // Returns whether the value's text satisfies the comparison.
    public bool Holds(string value) => _number is { } number ? HoldsOfNumber(value, number) : TextEquals(value) == (_operator == ComparisonOperator.Equal);

    bool HoldsOfNumber(string value, double number)
    {
        if (!TryParseNumber(value, out var actual)) return _operator == ComparisonOperator.NotEqual;
        return _operator switch
        {
            ComparisonOperator.Equal => actual == number,
            ComparisonOperator.NotEqual => actual != number,
            ComparisonOperator.Less => actual < number,
            ComparisonOperator.LessOrEqual => actual <= number,
            ComparisonOperator.Greater => actual > number,
            _ => actual >= number,
        };
    }

    bool TextEquals(string value)
    {
        if (_regex is not null) return _regex.IsMatch(value);
        return (_openStart, _openEnd) switch
        {
            (true, true) => value.Contains(_text, StringComparison.Ordinal),
            (true, false) => value.EndsWith(_text, StringComparison.Ordinal),
            (false, true) => value.StartsWith(_text, StringComparison.Ordinal),
            _ => value == _text,
        };
    }

    static ComparisonOperator? TryReadOperator(PatternReader reader)
    {
        if (reader.Take("!=")) return ComparisonOperator.NotEqual;
        if (reader.Take("<=")) return ComparisonOperator.LessOrEqual;
        if (reader.Take(">=")) return ComparisonOperator.GreaterOrEqual;
        if (reader.Take("=")) return ComparisonOperator.Equal;
        if (reader.Take("<")) return ComparisonOperator.Less;
        return reader.Take(">") ? ComparisonOperator.Greater : null;
    }

    static bool TryParseNumber(string text, out double number)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && text.Any(char.IsAsciiDigit);
    }
}

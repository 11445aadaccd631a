using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// Parses a stream template: template = { literal | "{{" | "}}" | "{" name [ ":" format ] [ "|" default ] "}" }. Constant tokens become literals at
// once.
static class StreamTemplateParser
{
    const string DefaultDateFormat = "yyyy-MM-dd";

    public static bool TryParse(string template, StreamConstants constants, [NotNullWhen(true)] out StreamNameTemplate? result, [NotNullWhen(false)] out string? error)
    {
        result = null;
        var tokens = new List<StreamToken>();
        var literal = new StringBuilder();
        var unset = new List<string>();
        for (var i = 0; i < template.Length;)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                literal.Append(c);
                i += 2;
            }
            else if (c == '{')
            {
                if (!TryParseToken(template, ref i, constants, tokens, literal, unset, out error)) return false;
            }
            else if (c == '}')
            {
                return Fail($"'}}' at position {i} closes nothing; write '}}}}' for a brace", out error);
            }
            else if (StreamNameTemplate.IsForbidden(c) || StreamNameTemplate.IsLoneSurrogate(c, i > 0 ? template[i - 1] : default, i + 1 < template.Length ? template[i + 1] : default))
            {
                return Fail($"'{(char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c)}' at position {i} is not allowed in a stream name", out error);
            }
            else
            {
                literal.Append(c);
                i++;
            }
        }

        AddLiteral(tokens, literal);
        if (tokens.Count == 0) return Fail("it is empty, and a stream name has 1 to 512 characters", out error);
        var literalLength = tokens.Sum(t => t.Kind == StreamTokenKind.Literal ? t.Text.Length : 0);
        if (literalLength > StreamNameTemplate.MaxLength) return Fail($"its text has {literalLength} characters, and a stream name at most 512", out error);

        error = null;
        result = new StreamNameTemplate(tokens) { UnsetVariables = unset };
        return true;
    }

    static bool TryParseToken(
        string template, ref int i, StreamConstants constants, List<StreamToken> tokens, StringBuilder literal, List<string> unset, [NotNullWhen(false)] out string? error)
    {
        var start = i;
        var end = template.IndexOf('}', start);
        if (end < 0) return Fail($"the token that begins at position {start} is not closed", out error);

        var inside = template[(start + 1)..end];
        i = end + 1;
        var bar = inside.IndexOf('|');
        var fallback = bar < 0 ? null : inside[(bar + 1)..];
        var head = bar < 0 ? inside : inside[..bar];
        var colon = head.IndexOf(':');
        var format = colon < 0 ? null : head[(colon + 1)..];
        var name = colon < 0 ? head : head[..colon];

        if (name.Length == 0 || !name.All(ch => char.IsLetterOrDigit(ch) || ch is '_' or '.' or '-' or '@'))
            return Fail($"'{name}' at position {start + 1} is not a token name", out error);
        if (format is { Length: 0 } && name != "Env") return Fail($"the token '{name}' at position {start + 1} has an empty format", out error);
        if (name != "Env" && HoleLimit.IsTooWide(format)) return Fail($"the format of the token '{name}' at position {start + 1} asks for more than {HoleLimit.MaximumWidth} characters", out error);

        if (name == "Env")
        {
            if (string.IsNullOrEmpty(format)) return Fail($"the token 'Env' at position {start + 1} names no environment variable; write {{Env:NAME}}", out error);
            if (format.Any(ch => char.IsWhiteSpace(ch) || char.IsControl(ch) || ch == '=')) return Fail($"'{format}' at position {start + 1} is not the name of an environment variable", out error);
            var value = constants.ValueOfVariable(format);
            if (value.Length == 0 && fallback is null) unset.Add(format);
            AddConstant(literal, value, fallback);
        }
        else if (constants.ValueOf(name) is { } constant)
        {
            if (format is not null) return Fail($"the token '{name}' at position {start + 1} does not accept a format", out error);
            AddConstant(literal, constant, fallback);
        }
        else if (name == "ThreadName")
        {
            if (format is not null) return Fail($"the token '{name}' at position {start + 1} does not accept a format", out error);
            AddLiteral(tokens, literal);
            tokens.Add(new StreamToken(StreamTokenKind.Thread, name, Default: fallback));
        }
        else if (name == "Date")
        {
            if (fallback is not null) return Fail($"the token 'Date' at position {start + 1} takes no default: every event has a date", out error);
            if (!TryCheckDateFormat(format ?? DefaultDateFormat, start, out error)) return false;
            AddLiteral(tokens, literal);
            tokens.Add(new StreamToken(StreamTokenKind.Date, name, format ?? DefaultDateFormat));
        }
        else
        {
            AddLiteral(tokens, literal);
            tokens.Add(new StreamToken(StreamTokenKind.Property, name, format, fallback));
        }

        error = null;
        return true;
    }

    static void AddConstant(StringBuilder literal, string value, string? fallback) =>
        literal.Append(StreamNameTemplate.Confine(value.Length > 0 ? value : fallback ?? StreamNameTemplate.Missing));

    static bool TryCheckDateFormat(string format, int start, [NotNullWhen(false)] out string? error)
    {
        string sample;
        try
        {
            sample = new DateTime(2026, 3, 1, 13, 14, 15, DateTimeKind.Utc).ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return Fail($"'{format}' at position {start + 1} is not a date format", out error);
        }

        error = null;
        return !sample.Any(StreamNameTemplate.IsForbidden)
            || Fail($"the date format '{format}' at position {start + 1} writes ':', '*' or a control character, which is not allowed in a stream name", out error);
    }

    static void AddLiteral(List<StreamToken> tokens, StringBuilder literal)
    {
        if (literal.Length == 0) return;
        tokens.Add(new StreamToken(StreamTokenKind.Literal, literal.ToString()));
        literal.Clear();
    }

    static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}

using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Expressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Detail;

// Writes the expressions behind "only these" and "without these", so that quoting is in one place. Without is the opposite of only: it is true for
// events without the property, too, which X <> 'a' is not.
static class ValueExpression
{
    // Twenty longer expressions would make a longer address than the server takes. Outside ASCII a character has up to nine there.
    const int AddressLimit = 3_000;

    // Returns null if no expression can tell this value from others.
    public static string? Only(string path, ScalarValue scalar)
    {
        var expression = Condition(path, scalar.Value);
        if (expression is null || expression.Length > AddressLimit || !IsWellFormed(expression) || ExpressionNesting.FindExcess(expression) is not null) return null;
        return Uri.EscapeDataString(expression).Length <= AddressLimit ? expression : null;
    }

    public static string Without(string only) => $"not ({only})";

    static string? Condition(string path, object? value)
    {
        if (value is string { Length: > AddressLimit }) return null;
        if (ValueLiteral.Of(value) is { } literal) return $"{path} = {literal}";
        var (text, format) = value switch
        {
            DateTimeOffset or DateTime or DateOnly or TimeOnly => (Text(value, "o"), "o"),
            TimeSpan => (Text(value, "c"), "c"),
            Guid => (Text(value, "D"), "D"),
            double or float => (Text(value, "R"), "R"),
            char character => (character.ToString(), null),
            IFormattable => (Text(value, null), null),
            _ => (null, null),
        };
        if (text is null) return null;
        return format is null ? $"ToString({path}) = {PropertyPath.Literal(text)}" : $"ToString({path}, '{format}') = {PropertyPath.Literal(text)}";
    }

    static string Text(object value, string? format) => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);

    // A surrogate without its other half does not survive UTF-8.
    static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[length..];
        }

        return true;
    }
}

using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Detail;

// Writes a value as a literal of Serilog.Expressions, whose numbers are decimals.
static class ValueLiteral
{
    // Returns null if the language has no literal that equals the value.
    public static string? Of(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        string text => PropertyPath.Literal(text),
        decimal or long or ulong or int or uint or short or ushort or byte or sbyte => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        double number => Of(number),
        float number => Of(number),
        _ => null,
    };

    // decimal has 28 digits and no exponent; a double that it cannot hold exactly would equal its neighbours.
    static string? Of(double number)
    {
        if (!(Math.Abs(number) < 7e27)) return null;
        var exact = (decimal)number;
        return (double)exact == number ? exact.ToString(CultureInfo.InvariantCulture) : null;
    }

    static string? Of(float number)
    {
        if (!(Math.Abs(number) < 7e27f)) return null;
        var exact = (decimal)number;
        return (float)exact == number ? exact.ToString(CultureInfo.InvariantCulture) : null;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Detail;

// Writes where a value is in an event, as Serilog.Expressions reads it: Order.Id, Items[0], @p['odd name'].
static partial class PropertyPath
{
    static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "not", "like", "is", "in", "null", "true", "false", "if", "then", "else", "end", "ci", "each", "delimit",
    };

    public static string OfProperty(string name) => IsIdentifier(name) ? name : $"@p[{Literal(name)}]";

    public static string OfMember(string path, string name) => IsIdentifier(name) ? $"{path}.{name}" : $"{path}[{Literal(name)}]";

    public static string OfElement(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    // Returns null for a key that has no literal.
    public static string? OfEntry(string path, ScalarValue key) => ValueLiteral.Of(key.Value) is { } literal ? $"{path}[{literal}]" : null;

    // A quoted text; a quote in it is doubled.
    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";

    static bool IsIdentifier(string name) => Identifier().IsMatch(name) && !Keywords.Contains(name);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}

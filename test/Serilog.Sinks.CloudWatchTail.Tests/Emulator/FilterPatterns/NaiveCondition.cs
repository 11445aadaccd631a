using System.Text.Json.Nodes;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

/// <summary>One condition of a JSON pattern, as data: it can be written as a pattern and judged without parsing one.</summary>
/// <param name="Path">Property names, indexes (<see cref="int"/>), or the wildcards <c>.*</c> and <c>[*]</c>.</param>
/// <param name="Operator">A comparison, <c>IS NULL</c>, <c>IS TRUE</c>, <c>IS FALSE</c> or <c>NOT EXISTS</c>.</param>
/// <param name="Operand">A <see cref="string"/> (quoted), a <see cref="double"/>, or nothing.</param>
sealed record NaiveCondition(object[] Path, string Operator, object? Operand) : NaiveExpression
{
    public override string Text => $"${string.Concat(Path.Select(Step))} {Operator} {Operand switch
    {
        string s => $"\"{s}\"",
        double d => d.ToString("R"),
        _ => "",
    }}".TrimEnd();

    public override bool Judge(JsonNode? root)
    {
        var found = new List<(bool Exists, JsonNode? Value)> { (true, root) };
        foreach (var step in Path) found = found.SelectMany(f => Follow(f.Value, step)).ToList();
        return Operator switch
        {
            "NOT EXISTS" => found.Count == 0,
            "IS NULL" => found.Exists(f => f.Value is null),
            "IS TRUE" => found.Exists(f => f.Value is JsonValue v && v.TryGetValue<bool>(out var b) && b),
            "IS FALSE" => found.Exists(f => f.Value is JsonValue v && v.TryGetValue<bool>(out var b) && !b),
            _ => found.Exists(f => f.Value is JsonValue v && Compare(v)),
        };
    }

    bool Compare(JsonValue value)
    {
        string text;
        if (value.TryGetValue<string>(out var s)) text = s;
        else if (value.TryGetValue<double>(out var d)) text = d.ToString("R");
        else return false;

        if (Operand is string wanted)
        {
            var alike = WildcardEquals(wanted, text);
            return Operator == "=" ? alike : !alike;
        }

        var number = (double)Operand!;
        if (!double.TryParse(text, out var actual)) return Operator == "!=";
        return Operator switch
        {
            "=" => actual == number,
            "!=" => actual != number,
            "<" => actual < number,
            "<=" => actual <= number,
            ">" => actual > number,
            _ => actual >= number,
        };
    }

    static bool WildcardEquals(string wanted, string text)
    {
        // Try every way in which the asterisks at the ends could be filled.
        var core = wanted.Trim('*');
        for (var before = 0; before <= text.Length; before++)
        {
            for (var length = 0; before + length <= text.Length; length++)
            {
                var startFits = before == 0 || wanted.StartsWith('*');
                var endFits = before + length == text.Length || wanted.EndsWith('*');
                if (startFits && endFits && text.Substring(before, length) == core) return true;
            }
        }

        return false;
    }

    static IEnumerable<(bool, JsonNode?)> Follow(JsonNode? node, object step) => (node, step) switch
    {
        (JsonObject o, ".*") => o.Select(p => (true, p.Value)),
        (JsonArray a, "[*]") => a.Select(e => (true, e)),
        (JsonArray a, int i) when i < a.Count => [(true, a[i])],
        (JsonObject o, string name) when o.ContainsKey(name) => [(true, o[name])],
        _ => [],
    };

    static string Step(object step) => step switch
    {
        ".*" or "[*]" => (string)step,
        int i => $"[{i}]",
        string name when name.All(char.IsAsciiLetterOrDigit) => "." + name,
        _ => $".['{step}']",
    };
}

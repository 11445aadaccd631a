using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

/// <summary>The engine against second, slow implementations that share nothing with it.</summary>
public sealed class FilterPatternPropertyTests
{
    static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);
    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly string[] Names = ["a", "b", "c.d"];
    static readonly string[] Texts = ["", "x", "xy", "yx", "xyx", "1", "1.5", "-1", "ü x", "*"];

    static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Gen.Elements(Texts).Select(t => (JsonNode?)JsonValue.Create(t)),
        Gen.Elements(0.0, 1.0, -1.0, 1.5, 10.0).Select(n => (JsonNode?)JsonValue.Create(n)),
        Gen.Elements(true, false).Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.Constant((JsonNode?)null));

    static readonly Gen<NaiveCondition> Condition =
        from path in Path
        from condition in Gen.OneOf(
            from op in Gen.Elements("=", "!=")
            from text in Gen.Elements(Texts.Append("x*").Append("*x").Append("*y*").Append("x*x").ToArray())
            select (op, (object?)text),
            from op in Gen.Elements("=", "!=", "<", "<=", ">", ">=")
            from number in Gen.Elements(0.0, 1.0, -1.0, 1.5, 10.0)
            select (op, (object?)number),
            from op in Gen.Elements("IS NULL", "IS TRUE", "IS FALSE", "NOT EXISTS")
            select (op, (object?)null))
        select new NaiveCondition(path, condition.Item1, condition.Item2);

    static Gen<object[]> Path =>
        from first in Gen.Elements(Names)
        from rest in Gen.OneOf(
            Gen.Constant(Array.Empty<object>()),
            Gen.Elements<object>("a", "b", 0, 1, "[*]", ".*").Select(s => new[] { s }),
            from one in Gen.Elements<object>(0, "a", "c.d")
            from two in Gen.Elements<object>("a", 0, "[*]")
            select new[] { one, two })
        select (object[])[first, .. rest];

    [Test]
    public void JsonPatternsAreJudgedAsANaiveEngineJudgesThem()
    {
        var cases =
            from message in Node(3).Where(n => n is JsonObject)
            from expression in Expression(3)
            where Wildcards(expression) <= 3
            select (Message: message, Expression: expression);
        Prop.ForAll(Arb.From(cases), c =>
        {
            var pattern = $"{{ {c.Expression.Text} }}";
            var message = c.Message!.ToJsonString(Relaxed);
            if (!FilterPattern.TryParse(pattern, out var parsed, out _)) return false.Label($"refused: {pattern}");
            var expected = c.Expression.Judge(c.Message);
            return (parsed.Matches(Encoding.UTF8.GetBytes(message)) == expected).Label($"{pattern} of {message}: expected {expected}");
        }).Check(Thorough);
    }

    [Test]
    public void TermPatternsAreJudgedAsANaiveEngineJudgesThem()
    {
        var term =
            from prefix in Gen.Elements("", "", "?", "-")
            from text in Gen.Elements("a", "b", "ab", "a b", "ba", "B", "é", "a-b", "\"")
            select (Prefix: prefix, Text: text);
        var cases =
            from terms in term.ListOf().Where(l => l.Count <= 5)
            from message in Gen.Elements("a", "b", " ", "B", "é", "-", "\"").ListOf().Select(string.Concat)
            select (Terms: terms.ToArray(), Message: message);
        Prop.ForAll(Arb.From(cases), c =>
        {
            var pattern = string.Join(' ', c.Terms.Select(t => t.Prefix + Quote(t.Text)));
            if (!FilterPattern.TryParse(pattern, out var parsed, out _)) return false.Label($"refused: {pattern}");
            var expected = Judge(c.Terms, c.Message);
            return (parsed.Matches(Encoding.UTF8.GetBytes(c.Message)) == expected).Label($"{pattern} of '{c.Message}': expected {expected}");
        }).Check(Thorough);
    }

    [Test]
    public void AnyTextIsAPatternOrIsRefusedAndNeitherThrows()
    {
        var character = Gen.Elements("{}[]()\"'%$.*?-=!<>&|, \\aIS1^+ü\0".ToCharArray());
        var cases = character.ListOf().Select(l => new string(l.ToArray()));
        Prop.ForAll(Arb.From(cases), text =>
        {
            foreach (var pattern in (string[])[text, $"{{{text}}}", $"[{text}]", $"%{text}%", $"{{ $.a = {text} }}"])
            {
                if (!FilterPattern.TryParse(pattern, out var parsed, out _)) continue;
                parsed.Matches("{\"a\":1}"u8.ToArray());
                parsed.Matches(Encoding.UTF8.GetBytes(text));
                parsed.Extract(Encoding.UTF8.GetBytes(text));
            }
        }).Check(Thorough);
    }

    static bool Judge((string Prefix, string Text)[] terms, string message)
    {
        bool Has(string text) => message.Contains(text, StringComparison.Ordinal);
        var must = terms.Where(t => t.Prefix == "").Select(t => t.Text).ToArray();
        var mustNot = terms.Where(t => t.Prefix == "-").Select(t => t.Text).ToArray();
        var may = terms.Where(t => t.Prefix == "?").Select(t => t.Text).ToArray();
        if (must.Length + mustNot.Length == 0) return may.Length == 0 || may.Any(Has);
        return must.All(Has) && !mustNot.Any(Has);
    }

    static string Quote(string text) => text.All(char.IsAsciiLetterOrDigit) ? text : $"\"{text.Replace("\"", "\\\"")}\"";

    static Gen<JsonNode?> Node(int depth)
    {
        if (depth == 0) return Scalar;
        return Gen.OneOf(
            Scalar,
            Gen.SubListOf(Names).SelectMany(names => Gen.CollectToList(names, _ => Node(depth - 1)).Select(values => ObjectOf(names, values))),
            Gen.Choose(0, 3).SelectMany(n => Gen.CollectToList(Enumerable.Range(0, n), _ => Node(depth - 1)).Select(ArrayOf)));
    }

    static JsonNode? ObjectOf(IEnumerable<string> names, IEnumerable<JsonNode?> values) =>
        new JsonObject(names.Zip(values, (n, v) => KeyValuePair.Create(n, v?.DeepClone())));

    static JsonNode? ArrayOf(IEnumerable<JsonNode?> values) => new JsonArray(values.Select(v => v?.DeepClone()).ToArray());

    static Gen<NaiveExpression> Expression(int depth)
    {
        var single = Condition.Select(c => (NaiveExpression)c);
        if (depth == 0) return single;
        var compound =
            from left in Expression(depth - 1)
            from isAnd in Gen.Elements(true, false)
            from right in Expression(depth - 1)
            select (NaiveExpression)new NaiveCompound(left, isAnd, right);
        return Gen.OneOf(single, compound);
    }

    static int Wildcards(NaiveExpression expression) => expression switch
    {
        NaiveCompound c => Wildcards(c.Left) + Wildcards(c.Right),
        NaiveCondition c => c.Path.Count(s => s is ".*" or "[*]"),
        _ => 0,
    };
}

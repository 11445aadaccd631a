using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Tool.Expressions;
using Serilog.Sinks.CloudWatchTail.Tool.View.Detail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

/// <summary>Each expression that the tree offers is true for its own event, and its opposite is not.</summary>
[Parallelizable(ParallelScope.Self)]
class PropertyTreeTests
{
    static readonly MessageTemplate Template = new MessageTemplateParser().Parse("of a test");

    static readonly string[] Names =
    [
        "Plain", "_x1", "odd name", "it's", "a.b", "a[0]", "é", "日本", "👍", "and", "NULL", "If", "@m", "@p", "1st", "x-y", "\"q\"", "<b>", "a\nb", "\u001b[2J", "''", "]", "{X}", "like",
    ];

    static readonly object?[] Values =
    [
        null, true, false, "", "text", "it's", "''", "a\\b", "50%_", "line\r\nbreak", "\0\u001b", "日本👍", "null", "5", "<img src=x onerror=alert(1)>", " spaces ", "{X}",
        0, -5, int.MaxValue, (byte)7, (sbyte)-7, (short)-300, (ushort)60_000, uint.MaxValue, 9_007_199_254_740_993L, long.MinValue, ulong.MaxValue,
        1.50m, -0.0001m, decimal.MaxValue, decimal.MinValue, 0.1m, 0.1, 1.5f, 0.1f, 0.1 + 0.2, 1e20, 1e300, -1e300, 1e-40, double.Epsilon, double.NaN, double.PositiveInfinity,
        double.MaxValue, float.MaxValue, float.NaN, 123456.789f, 1e27, 7.5e27, -0.0,
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567), new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 1),
        new DateOnly(2026, 3, 1), new TimeOnly(12, 30), TimeSpan.FromMilliseconds(1.5), -TimeSpan.FromDays(3), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), 'c', '\'', DayOfWeek.Friday,
        new Uri("http://example.com/"),
    ];

    // A name says how a value is reached, the value how it is written: they need not meet each other all.
    static readonly string[] FewNames = ["Plain", "it's"];
    static readonly object?[] FewValues = ["it's", null, 1e300];

    [Test]
    public void EveryValueAndEveryNameIsFoundByItsExpression()
    {
        foreach (var value in Values)
            foreach (var name in FewNames) Check(new() { [name] = new ScalarValue(value) });
        foreach (var name in Names)
            foreach (var value in FewValues) Check(new() { [name] = new ScalarValue(value) });
    }

    [Test]
    public void NestedValuesAreFoundByTheirExpressions()
    {
        foreach (var value in Values) CheckNested("Plain", new ScalarValue(value));
        foreach (var name in Names) CheckNested(name, new ScalarValue("it's"));
    }

    [TestCase("a", "a", true)]
    [TestCase("a", "A", false)]
    [TestCase(5, 5L, true)]
    [TestCase(9_007_199_254_740_993L, 9_007_199_254_740_992L, false)]
    [TestCase(0.30000000000000004, 0.3, false)]
    [TestCase(1e300, 1e301, false)]
    [TestCase(null, "null", false)]
    [TestCase(true, "true", false)]
    public void OnlyTheseMeansTheseAndWithoutTheseAllOthers(object? value, object? other, bool same)
    {
        var only = ValueExpression.Only("X", new ScalarValue(value))!;
        IsTrue(only, EventWith(new() { ["X"] = new ScalarValue(other) })).Should().Be(same, "{0} of {1}", only, other);
        IsTrue(ValueExpression.Without(only), EventWith(new() { ["X"] = new ScalarValue(other) })).Should().Be(!same);

        // An event without the property is not one of these.
        IsTrue(only, EventWith([])).Should().BeFalse();
        IsTrue(ValueExpression.Without(only), EventWith([])).Should().BeTrue();
    }

    [Test]
    public void WhereNoExpressionTellsAValueFromOthersThereIsNone()
    {
        ValueExpression.Only("X", new ScalarValue("\ud83d")).Should().BeNull("half a character does not survive the address");
        ValueExpression.Only("X", new ScalarValue(new string('x', 3_001))).Should().BeNull("the address would be too long");
        ValueExpression.Only("X", new ScalarValue(new string('日', 500))).Should().BeNull("each has nine characters in the address");
        ValueExpression.Only("X", new ScalarValue(new string('日', 300))).Should().NotBeNull();
        ValueExpression.Only("X", new ScalarValue(new object())).Should().BeNull();
        ValueExpression.Only("X" + string.Concat(Enumerable.Repeat("[0]", 300)), new ScalarValue(1)).Should().BeNull();
        var twice = Nodes(TreeOf(new() { ["S"] = new StructureValue([new("x", new ScalarValue(1)), new("x", new ScalarValue(2)), new("y", new ScalarValue(3))]) })).Where(node => node.Name is "x" or "y");
        twice.Select(node => node.Only).Should().Equal(null, null, "S.y = 3");
    }

    [Test]
    public void ATreeTellsKindsAndPaths()
    {
        var tree = TreeOf(new()
        {
            ["Order"] = new StructureValue([new("Id", new ScalarValue(7)), new("odd name", new ScalarValue("x"))], "Order"),
            ["Items"] = new SequenceValue([new ScalarValue("one")]),
            ["Map"] = new DictionaryValue([new(new ScalarValue("k"), new ScalarValue(null))]),
        });
        JsonSerializer.Serialize(tree).Should().Be(JsonSerializer.Serialize(JsonDocument.Parse("""
            [
              {"name":"Items","path":"Items","kind":"sequence","items":[{"name":"[0]","path":"Items[0]","kind":"scalar","text":"one","only":"Items[0] = 'one'","without":"not (Items[0] = 'one')"}]},
              {"name":"Map","path":"Map","kind":"dictionary","items":[{"name":"k","path":"Map['k']","kind":"scalar","text":"null","only":"Map['k'] = null","without":"not (Map['k'] = null)"}]},
              {"name":"Order","path":"Order","kind":"structure","type":"Order","items":[
                {"name":"Id","path":"Order.Id","kind":"scalar","text":"7","only":"Order.Id = 7","without":"not (Order.Id = 7)"},
                {"name":"odd name","path":"Order['odd name']","kind":"scalar","text":"x","only":"Order['odd name'] = 'x'","without":"not (Order['odd name'] = 'x')"}]}
            ]
            """).RootElement));
    }

    [Test]
    public void ATreeOfAMillionValuesIsCutAndSaysSo()
    {
        var wide = Nodes(TreeOf(new() { ["A"] = new SequenceValue(Enumerable.Range(0, 1_000_000).Select(i => new ScalarValue(i))), ["Z"] = new ScalarValue("after") })).ToArray();
        wide.Should().HaveCount(10_001);
        wide[^1].Text.Should().Contain("raw message");

        LogEventPropertyValue deep = new ScalarValue("bottom");
        for (var i = 0; i < 500; i++) deep = new StructureValue([new("x", deep)]);
        Nodes(TreeOf(new() { ["Deep"] = deep })).Last().Text.Should().Contain("bottom");

        var repeated = new StructureValue(Enumerable.Range(0, 200_000).Select(i => new LogEventProperty($"p{i}", new ScalarValue(i))));
        Nodes(TreeOf(new() { ["S"] = repeated })).Should().HaveCount(10_001);
    }

    static void CheckNested(string name, ScalarValue scalar) => Check(new()
    {
        ["S"] = new StructureValue([new(name, scalar), new("deep", new StructureValue([new(name, new SequenceValue([new ScalarValue("first"), scalar]))]))], "Type"),
        ["A"] = new SequenceValue([scalar, new StructureValue([new(name, scalar)])]),
        ["D"] = new DictionaryValue([new(new ScalarValue(name), scalar), new(new ScalarValue(5), new StructureValue([new(name, scalar)])), new(new ScalarValue(true), scalar)]),
    });

    static void Check(Dictionary<string, LogEventPropertyValue> properties)
    {
        var logEvent = EventWith(properties);
        var nodes = Nodes(TreeOf(properties)).ToArray();
        var told = nodes.Where(node => node.Only is not null).ToArray();
        foreach (var node in told)
        {
            IsTrue(node.Only!, logEvent).Should().BeTrue("of {0}", node.Only);
            IsTrue(node.Without!, logEvent).Should().BeFalse("of {0}", node.Without);
        }

        nodes.Should().NotContain(node => node.Kind == "scalar" && node.Only == null, "each of these values can be told from others");
    }

    static bool IsTrue(string text, LogEvent logEvent)
    {
        EventExpression.TryCompile(text, out var expression, out var error).Should().BeTrue("of {0}: {1} at {2}", text, error.Message, error.Position);
        return expression!.IsTrueFor(logEvent);
    }

    static LogEvent EventWith(Dictionary<string, LogEventPropertyValue> properties) =>
        new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, Template, properties.Select(p => new LogEventProperty(p.Key, p.Value)));

    static JsonElement TreeOf(Dictionary<string, LogEventPropertyValue> properties)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) new PropertyTree(json).Write(properties);
        return JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { MaxDepth = 1_000 }).RootElement;
    }

    static IEnumerable<(string Name, string Kind, string? Text, string? Only, string? Without)> Nodes(JsonElement items)
    {
        foreach (var item in items.EnumerateArray())
        {
            yield return (item.GetProperty("name").GetString()!, item.GetProperty("kind").GetString()!, TextOf(item, "text"), TextOf(item, "only"), TextOf(item, "without"));
            if (!item.TryGetProperty("items", out var inner)) continue;
            foreach (var node in Nodes(inner)) yield return node;
        }
    }

    static string? TextOf(JsonElement item, string name) => item.TryGetProperty(name, out var member) ? member.GetString() : null;
}

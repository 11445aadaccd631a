using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Reading;

/// <summary>What is a hole and what is text the template's parser decides; a message that was rendered of another text is not left out.</summary>
public class TemplateShapeTests
{
    const string Time = "2026-11-20T10:11:12.0000000Z";

    [TestCase("Order {T,ext} done", "Order 17 done")]
    [TestCase("Hello, {=Name}", "Hello, Alice")]
    [TestCase("Hello, {Na me}", "Hello, Alice")]
    [TestCase("Hello, {Name", "Hello, {Name of Alice")]
    [TestCase("Hello, {}", "Hello, Alice")]
    [TestCase("Hello, {A,5x}", "Hello, Alice")]
    [TestCase("Hello, {A:0} and {B", "Hello, Alice")]
    [TestCase("{A:0} is good", "something else entirely")]
    [TestCase("{A:0} and {A:0} or {A:0}", "this or that")]
    public void AMessageThatTheTemplateDoesNotMakeIsKept(string template, string rendered)
    {
        foreach (var types in (string[])["", ",\"types\":{\"A\":\"byte\"}"])
        {
            string[] messages =
            [
                $$"""{"@t":"{{Time}}","@mt":"{{template}}","@m":"{{rendered}}","A":1}""",
                $$"""{"timestamp":"{{Time}}","level":"Debug","message":"{{rendered}}","template":"{{template}}","A":1{{types}}}""",
                $$"""{"Timestamp":"{{Time}}","Level":"Debug","MessageTemplate":"{{template}}","RenderedMessage":"{{rendered}}","Properties":{"A":1} }"""
            ];
            foreach (var message in messages)
            {
                var read = Rendered.Read(message);
                (read.RenderMessage(CultureInfo.InvariantCulture) + string.Join(' ', read.Properties.Values)).Should().Contain(rendered, "of {0}", message);
            }
        }
    }

    [TestCase("Hello, {Name} of {Place,8:l}", "Hello, Alice of  Narnia")]
    [TestCase("{{Hello}} {Name}, {not a hole} {Place}}}", "{Hello} Alice, {not a hole} Narnia}")]
    [TestCase("“é😀” {Name}\n\t\"{Place}\" {A,0}", "“é😀” Alice\n\t\"Narnia\" {A,0}")]
    [TestCase("{Missing} {Name}", "{Missing} Alice")]
    public void AMessageThatTheTemplateMakesIsLeftOut(string template, string rendered)
    {
        // As Serilog writes text, and with everything escaped that may be.
        foreach (var options in new[] { new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }, new JsonSerializerOptions() })
        {
            string Json(string text) => JsonSerializer.Serialize(text, options);
            string[] messages =
            [
                $$"""{"@t":"{{Time}}","@mt":{{Json(template)}},"@m":{{Json(rendered)}},"Name":"Alice","Place":"Narnia"}""",
                $$"""{"timestamp":"{{Time}}","level":"Debug","message":{{Json(rendered)}},"template":{{Json(template)}},"Name":"Alice","Place":"Narnia"}""",
                $$"""{"Timestamp":"{{Time}}","Level":"Debug","MessageTemplate":{{Json(template)}},"RenderedMessage":{{Json(rendered)}},"Properties":{"Name":"Alice","Place":"Narnia"} }"""
            ];
            foreach (var message in messages) Rendered.Read(message).Properties.Keys.Should().BeEquivalentTo(["Name", "Place"], "of {0}", message);
        }
    }

    [Test]
    public void TheTextsAreThoseOfTheParserWhateverTheTemplate()
    {
        var random = new Random(7);
        string[] pieces = ["{", "}", "{{", "}}", "{A}", "{B:0.0}", "{C,5}", "{@D}", "{$E,-3:x}", "{ F}", "{G,}", "text", " ", "é", "😀", "\n", "\"", "\\", "{0}", ":", ","];
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            var template = new MessageTemplateParser().Parse(text);
            foreach (var inside in new[] { Inside(text, escapeAll: false), Inside(text, escapeAll: true) })
            {
                var shape = new TemplateShape(template, inside);

                shape.Parts.ToArray().Select(part => Encoding.UTF8.GetString(part.Name)).Should().Equal(template.Tokens.OfType<PropertyToken>().Select(hole => hole.PropertyName), "of {0}", text);
                var literals = shape.Parts.ToArray().Select(part => part.Literal).Append(shape.Last).Select(literal => JsonSerializer.Deserialize<string>("\"" + Encoding.UTF8.GetString(literal) + "\""));
                string.Concat(literals).Should().Be(string.Concat(template.Tokens.OfType<TextToken>().Select(token => token.Text)), "of {0}", text);
            }
        }
    }

    static byte[] Inside(string text, bool escapeAll)
    {
        var json = escapeAll
            ? string.Concat(text.Select(character => $"\\u{(int)character:x4}"))
            : JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1];
        return Encoding.UTF8.GetBytes(json);
    }
}

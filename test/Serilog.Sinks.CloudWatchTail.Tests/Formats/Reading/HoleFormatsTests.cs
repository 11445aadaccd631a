using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Reading;

/// <summary>A format that .NET refuses of a value throws wherever the event is rendered, and takes the event with it.</summary>
public class HoleFormatsTests
{
    const string Time = "2026-11-20T10:11:12.0000000Z";

    static readonly ITextFormatter[] Formatters =
        [new CloudWatchJsonFormatter(), new ClefFormatter(), new RenderedClefFormatter(), new CompactJsonFormatter(), new JsonFormatter(renderMessage: true), new MessageTemplateTextFormatter("{Message:lj} {Properties}")];

    [TestCase("{A:Q9}", "1", "1")]
    [TestCase("{A,4:Q9}|{A,-4:Q9}", "1.5", " 1.5|1.5 ")]
    [TestCase("{A:Q9} {A:000}", "7", "7 007")]
    [TestCase("{A:D3}", "1.5", "1.5")]
    [TestCase("{A:Q9}", "[1,[2.5,\"x\"],null]", "[1, [2.5, \"x\"], null]")]
    [TestCase("{A:Q9}", "\"text\"", "\"text\"")]
    [TestCase("{A:Q9}", "null", "null")]
    [TestCase("{A:Q9}", "true", "True")]
    public void AReadEventShowsTheValueWithoutAFormatThatItRefuses(string holes, string value, string expected)
    {
        string[] messages =
        [
            $$"""{"@t":"{{Time}}","@mt":"a {{holes}} b","A":{{value}}}""",
            $$"""{"timestamp":"{{Time}}","level":"Information","template":"a {{holes}} b","A":{{value}}}""",
            $$"""{"Timestamp":"{{Time}}","Level":"Information","MessageTemplate":"a {{holes}} b","Properties":{"A":{{value}} } }"""
        ];
        foreach (var message in messages)
        {
            var read = Rendered.Read(message);
            read.RenderMessage(CultureInfo.InvariantCulture).Should().Be($"a {expected} b");
            read.MessageTemplate.Text.Should().Be($"a {holes} b");
            foreach (var formatter in Formatters) Rendered.Text(formatter, read).Should().NotContain("could not be rendered");
        }
    }

    [TestCase("guid", "\"0a1b2c3d-0000-4c3b-9d00-0123456789ab\"", "0a1b2c3d-0000-4c3b-9d00-0123456789ab")]
    [TestCase("timeSpan", "\"00:00:07\"", "00:00:07")]
    [TestCase("dateTimeOffset", "\"2024-01-02T03:04:05.0000000+01:00\"", "01/02/2024 03:04:05 +01:00")]
    [TestCase("dateTime", "\"2024-01-02T03:04:05.0000000+01:00\"", "01/02/2024 03:04:05")]
    [TestCase("byte", "7", "7")]
    public void AValueOfAnotherKindDoesSoToo(string kind, string value, string expected)
    {
        var read = Rendered.Read($$"""{"timestamp":"{{Time}}","level":"Information","message":"a x b","template":"a {A:Q} b","A":{{value}},"types":{"A":"{{kind}}"} }""");

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be($"a {expected} b");
    }

    [Test]
    public void OfManyEventsWithOneTemplateEachIsRenderedByItsOwnValue()
    {
        (string Value, string Expected)[] values = [("1", "0001"), ("1.5", "1.5"), ("\"NaN\"", "\"NaN\""), ("2", "0002"), ("2.5", "2.5"), ("[3,3.5]", "[3, 3.5]"), ("4", "0004")];
        var reader = new MessageReader();
        for (var round = 0; round < 2; round++)
        {
            foreach (var (value, expected) in values)
            {
                reader.TryRead(Encoding.UTF8.GetBytes($$"""{"@t":"{{Time}}","@mt":"{A:D4}","A":{{value}}}"""), DateTimeOffset.UnixEpoch, null, out var read).Should().BeTrue();
                read!.RenderMessage(CultureInfo.InvariantCulture).Should().Be(expected);
            }
        }
    }

    /// <summary>A number that is none may take a format that other numbers refuse, as the runtime has it.</summary>
    [Test]
    public void ANumberThatIsNoneTellsNothingOfOthers([Values("Q9", "D4", "00.0")] string format)
    {
        var template = new MessageTemplateParser().Parse($"{{A:{format}}}");
        var formats = HoleFormats.Of(template)!;
        foreach (var value in new[] { double.NaN, 1.5, double.NaN, 2.5 })
            formats.Bound(new LogEvent(Some.Instant, LogEventLevel.Information, null, template, [new("A", new ScalarValue(value))])).Invoking(e => e.RenderMessage(CultureInfo.InvariantCulture)).Should().NotThrow();
    }

    [Test]
    public void WhatWasRecordedOfARefusedFormatIsShown()
    {
        var read = Rendered.Read($$"""{"@t":"{{Time}}","@mt":"{A:Q9} {B:Q9}","@r":["one","[I, II]"],"A":1,"B":[1,2]}""");

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("one [I, II]");
        Rendered.Text(new CompactJsonFormatter(), read).Should().Contain("""["one","[I, II]"]""");
        ((SequenceValue)read.Properties["B"]).Elements[0].ToString(((PropertyToken)read.MessageTemplate.Tokens.Last()).Format, CultureInfo.InvariantCulture).Should().Be("1");
    }

    /// <summary>The message does not tell the types of the elements, so that only the recorded renderings know how they looked.</summary>
    [TestCase("[1,2]", "[1, 2]")]
    [TestCase("[1.5,[2,\"x\"],null,{\"C\":3}]", "[1.5, [2, \"x\"], null, { C: 3 }]")]
    public void OneSequenceInSeveralFormatsThatItsElementsRefuseIsShownAsEachWasRecorded(string elements, string plain)
    {
        var message = $$"""{"@t":"{{Time}}","@mt":"{B:Q9}|{B,-9:Q8}|{B:Q9}|{B:Q7}|{C}","@r":["[I, II]","[i, ii]  ","[I, II]","seven"],"B":{{elements}},"C":4}""";
        var read = Rendered.Read(message);

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("[I, II]|[i, ii]  |[I, II]|seven|4");
        foreach (var formatter in new ITextFormatter[] { new ClefFormatter(), new CompactJsonFormatter() }) Rendered.Text(formatter, read).Trim().Should().Be(message);
        foreach (var formatter in Formatters) Rendered.Text(formatter, read).Should().NotContain("could not be rendered");
        var withoutRecordings = new SequenceValue(((SequenceValue)read.Properties["B"]).Elements);
        foreach (var hole in read.MessageTemplate.Tokens.OfType<PropertyToken>()) withoutRecordings.ToString(hole.Format, CultureInfo.InvariantCulture).Should().Be(plain);
    }

    [Test]
    public void ASequenceOfWhichOneFormatWasRecordedIsShownPlainInTheOther()
    {
        var read = Rendered.Read($$"""{"Timestamp":"{{Time}}","Level":"Information","MessageTemplate":"{B:Q8} {B:Q9} {B:00}","Properties":{"B":[1,2]},"Renderings":{"B":[{"Format":"Q9","Rendering":"[I, II]"}]} }""");

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("[1, 2] [I, II] [01, 02]");
        foreach (var formatter in Formatters) Rendered.Text(formatter, read).Should().NotContain("could not be rendered");
    }

    [Test]
    public void ARecordedValueWithoutARecordingOfTheFormatIsShownPlain()
    {
        var read = Rendered.Read($$"""{"Timestamp":"{{Time}}","Level":"Information","MessageTemplate":"{A:000} {A:Q9}","Properties":{"A":1},"Renderings":{"A":[{"Format":"000","Rendering":"001"}]} }""");

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("001 1");
    }

    [Test]
    public void AnEventThatWasTailedKeepsItsOrigin()
    {
        var origin = new EventOrigin("arn", "group", "stream", DateTimeOffset.UnixEpoch, "endpoint");
        LogEventReader.TryRead(Encoding.UTF8.GetBytes($$"""{"@t":"{{Time}}","@mt":"{A:Q9}","A":1}"""), DateTimeOffset.UnixEpoch, origin, out var read).Should().BeTrue();

        TailedMessageTemplate.OriginOf(read!).Should().BeSameAs(origin);
        read!.RenderMessage(CultureInfo.InvariantCulture).Should().Be("1");
    }

    /// <summary>Serilog's own formatters throw; what this package writes says what was refused.</summary>
    [Test]
    public void AnEventOfTheApplicationIsWrittenByEachFormatterAndReadBack([ValueSource(nameof(Formatters))] ITextFormatter formatter)
    {
        using var output = new Utf8Buffer();
        new MessageRenderer(formatter).Render(Some.LogEvent("a {A:Q9} b {C}", properties: [("A", 1), ("C", "see")]), 100_000, output);

        var read = Rendered.Read(Encoding.UTF8.GetString(output.WrittenSpan));
        read.RenderMessage(CultureInfo.InvariantCulture).Should().StartWith("a ").And.Contain("see");
        read.Properties["A"].ToString().Should().Be("1");
    }
}

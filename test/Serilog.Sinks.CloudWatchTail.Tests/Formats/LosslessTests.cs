using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class LosslessTests
{
    static readonly ITextFormatter CloudWatchJson = new CloudWatchJsonFormatter(), Clef = new ClefFormatter(), RenderedClef = new RenderedClefFormatter();

    [Test]
    public void CloudWatchJsonIsWrittenWithTheSameBytesAgain() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (SerilogText.IsKept(logEvent)) BytesComeBack(CloudWatchJson, logEvent);
    });

    static readonly CloudWatchJsonFormatter[] Forms =
    [
        new(), new(quoteStrings: true), new(levelNames: "Upper"), new(levelNames: "OpenTelemetry"), new(writeMessage: false, levelNames: "OpenTelemetry"), new(metrics: Metrics()),
        new(quoteStrings: true, levelNames: "OpenTelemetry", metrics: Metrics()), new(nestPropertiesUnder: "data", levelNames: "OpenTelemetry")
    ];

    /// <summary>Whatever form the message and the level have, and with metrics or without, it is the same event again.</summary>
    [Test]
    public void EveryFormOfCloudWatchJsonComesBack() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        foreach (var formatter in Forms)
        {
            var written = Rendered.Bytes(formatter, logEvent);
            var read = Rendered.Read(written);
            new LosslessComparison(keepsKinds: true).Compare(read, logEvent);
            if (SerilogText.IsKept(logEvent)) Encoding.UTF8.GetString(Rendered.Bytes(formatter, read)).Should().Be(Encoding.UTF8.GetString(written));
        }
    }, 10_000);

    /// <summary>A message that was not rendered from its template is kept, in either form: another logger wrote it.</summary>
    [TestCase("Hello Alice", true)]
    [TestCase("Hello \\\"Alice\\\"", true)]
    [TestCase("Hello Bob", false)]
    [TestCase("Hello \\\"Bob\\\"", false)]
    [TestCase("Hello Alice and Bob", false)]
    public void AMessageOfOtherValuesIsKept(string message, bool isRendered)
    {
        foreach (var level in (string[])["\"level\":\"Information\"", "\"level\":\"INFO\"", "\"severityText\":\"INFO\",\"severityNumber\":9", "\"severityNumber\":9,\"severityText\":\"INFO\""])
        {
            var read = Rendered.Read($"{{\"timestamp\":\"2026-08-01T12:34:56Z\",{level},\"message\":\"{message}\",\"template\":\"Hello {{Name}}\",\"Name\":\"Alice\"}}");
            read.MessageTemplate.Text.Should().Be(isRendered || message.StartsWith("Hello ", StringComparison.Ordinal) ? "Hello {Name}" : message);
            read.Properties.Keys.Should().Equal(isRendered ? ["Name"] : ["Name", "message"]);
            read.Level.Should().Be(LogEventLevel.Information);
        }
    }

    static CloudWatchMetric[] Metrics() =>
    [
        new("Elapsed", unit: "Milliseconds", @namespace: "Shop", dimensions: [["Customer"]]), new("Id", "Numbers", @namespace: "Shop"), new("A", @namespace: "Shop"),
        new("level", "Depth", @namespace: "Shop", dimensions: [[]]), new("Name", "Customer", @namespace: "Other")
    ];

    [Test]
    public void NestedCloudWatchJsonIsWrittenWithTheSameBytesAgain() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (SerilogText.IsKept(logEvent)) BytesComeBack(new CloudWatchJsonFormatter(nestPropertiesUnder: "Properties"), logEvent);
    }, 1000);

    [Test]
    public void ClefIsWrittenWithTheSameBytesAgain() => Properties.ForAll(LogEvents.Any, logEvent => BytesComeBack(Clef, logEvent));

    /// <summary>A property may be called as the time of the other format.</summary>
    [Test]
    public void TheFormatsAreNotTakenForEachOther()
    {
        var logEvent = Some.LogEvent("Hello {Name}", properties: [
            ("@t", "2024-01-02T03:04:05.0000000Z"), ("@mt", "other"), ("@m", "other"),
            ("timestamp", "2024-01-02T03:04:05.0000000Z"), ("level", "Error"), ("template", "other"), ("Timestamp", "2024-01-02T03:04:05.0000000Z"), ("Level", "Error"), ("MessageTemplate", "other")]);

        BytesComeBack(CloudWatchJson, logEvent);
        BytesComeBack(Clef, logEvent);
        new LosslessComparison(keepsKinds: true).Compare(Rendered.Read(Rendered.CloudWatchJson(logEvent)), logEvent);
        new LosslessComparison(keepsKinds: false).Compare(Rendered.Read(Rendered.Clef(logEvent)), logEvent);
    }

    [Test]
    public void CloudWatchJsonKeepsEveryMember() => Properties.ForAll(LogEvents.Any, logEvent =>
        new LosslessComparison(keepsKinds: true).Compare(Rendered.Read(Rendered.Bytes(CloudWatchJson, logEvent)), logEvent));

    [Test]
    public void NestedCloudWatchJsonKeepsEveryMember() => Properties.ForAll(LogEvents.Any, logEvent =>
        new LosslessComparison(keepsKinds: true).Compare(Rendered.Read(Rendered.Bytes(new CloudWatchJsonFormatter(nestPropertiesUnder: "data"), logEvent)), logEvent), 1000);

    [Test]
    public void ClefKeepsEveryMemberThatItCanSay() => Properties.ForAll(LogEvents.Any, logEvent =>
        new LosslessComparison(keepsKinds: false).Compare(Rendered.Read(Rendered.Bytes(Clef, logEvent)), logEvent));

    [Test]
    public void AnEventReadFromCloudWatchJsonRendersTheSameMessage() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.IsKept(logEvent)) return;
        var read = Rendered.Read(Rendered.Bytes(CloudWatchJson, logEvent));
        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be(logEvent.RenderMessage(CultureInfo.InvariantCulture));
        SerilogText.Literal(read).Should().Be(SerilogText.Literal(logEvent));
    });

    [Test]
    public void AHoleWithAFormatRendersTheSameWhenReadFromClef() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.Succeeds(logEvent)) return;
        var read = Rendered.Read(Rendered.Bytes(Clef, logEvent));
        foreach (var hole in logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().Where(hole => hole.Format != null))
        {
            SerilogText.Hole(read, hole).Should().Be(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(SerilogText.Hole(logEvent, hole))));
        }
    });

    [Test]
    public void EveryFormatWritesValidJson() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        foreach (var formatter in (ITextFormatter[])[CloudWatchJson, Clef, RenderedClef])
        {
            var json = Rendered.Bytes(formatter, logEvent);
            using var document = JsonDocument.Parse(json);
            document.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
            Rendered.MemberNames(json).Should().OnlyHaveUniqueItems();
        }
    });

    [Test]
    public void TextAndUtf8AreTheSameBytes() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        foreach (var formatter in (ITextFormatter[])[CloudWatchJson, Clef, RenderedClef])
        {
            var text = new StringWriter();
            formatter.Format(logEvent, text);
            Encoding.UTF8.GetBytes(text.ToString()).Should().Equal([.. Rendered.Bytes(formatter, logEvent), .. Encoding.UTF8.GetBytes(Environment.NewLine)]);
        }
    }, 1000);

    static void BytesComeBack(ITextFormatter formatter, LogEvent logEvent)
    {
        var written = Rendered.Bytes(formatter, logEvent);
        var again = Rendered.Bytes(formatter, Rendered.Read(written));
        Encoding.UTF8.GetString(again).Should().Be(Encoding.UTF8.GetString(written));
    }
}

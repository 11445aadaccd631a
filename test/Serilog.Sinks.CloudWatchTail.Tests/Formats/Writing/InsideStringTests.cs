using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Writing;

/// <summary>A message that is written for the inside of the body's string at once is the same as one that is written first and escaped then.</summary>
public class InsideStringTests
{
    const int NoLimit = int.MaxValue;

    static readonly ITextFormatter[] Formatters =
    [
        new CloudWatchJsonFormatter(),
        new CloudWatchJsonFormatter(writeMessage: false),
        new CloudWatchJsonFormatter(writeTemplate: false, formatProvider: QuotingCulture()),
        new CloudWatchJsonFormatter(writeMessage: false, writeTemplate: false, levelNames: "Upper"),
        new CloudWatchJsonFormatter(nestPropertiesUnder: "\"Properties\\"),
        new CloudWatchJsonFormatter(quoteStrings: true, levelNames: "OpenTelemetry", metrics: [new("Elapsed", "Latency", "Milliseconds", "Shop", [["Name"]]), new("Id", @namespace: "Shop")]),
        new ClefFormatter(),
        new RenderedClefFormatter(),
        new MessageTemplateTextFormatter("{Timestamp:o} [{Level}] {Message}{NewLine}{Exception}{Properties}")
    ];

    [Test]
    public void AnyEventIsWrittenInsideTheStringAsItIsEscapedAfterwards([Range(0, 8)] int formatter, [Values(NoLimit, 1024)] int sizeLimitBytes)
    {
        var writer = new Comparison(Formatters[formatter]);
        Properties.ForAll(LogEvents.Any, logEvent => writer.Compare(logEvent, sizeLimitBytes), cases: 300);
    }

    [Test]
    public void AnEventWithHostileValuesIsWrittenInsideTheStringAsItIsEscapedAfterwards([Range(0, 8)] int formatter, [Values(NoLimit, 1024, 3000)] int sizeLimitBytes)
    {
        var writer = new Comparison(Formatters[formatter]);
        Properties.ForAll(HostileEvents.Any, logEvent => writer.Compare(logEvent, sizeLimitBytes), cases: 60);
    }

    [Test]
    public void ALongTextIsTheSameWhereverItsPiecesEnd([Values("x", "\"", "\\", "\n", "\u0001", "ü", "😀", "\ud800", "\udc00")] string text)
    {
        var writer = new Comparison(new CloudWatchJsonFormatter());
        for (var before = 4090; before < 4100; before++)
        {
            writer.Compare(Some.LogEvent("{Text}", properties: [("Text", new string('a', before) + text + text + new string('b', 5000) + text)]), NoLimit);
        }
    }

    [Test]
    public void ATextOfEscapesAloneIsTheSame()
    {
        var writer = new Comparison(new ClefFormatter());
        writer.Compare(Some.LogEvent("{Text}", properties: [("Text", new string('"', 100_000))]), 1_000_000);
        writer.Compare(Some.LogEvent("{Text}", properties: [("Text", new string('\\', 300_000))]), 500_000);
        writer.Compare(Some.LogEvent("{Text}", properties: [("Text", new string('\0', 300_000))]), 1_000_000);
    }

    [Test]
    public void AnEventWhoseFormatterFailsHalfwayIsTheSame()
    {
        var writer = new Comparison(new FailsHalfway());
        writer.Compare(Some.LogEvent("a \"template\" for {Name}", properties: [("Name", "a \"name\"")]), NoLimit);
    }

    [Test]
    public void MoreNamesThanAreRememberedAreAllWrittenRight()
    {
        var writer = new Comparison(new CloudWatchJsonFormatter());
        for (var i = 0; i < 100; i++)
        {
            var number = i;
            writer.Compare(Some.LogEvent($"template {i % 30}", properties: [.. Enumerable.Range(0, 30).Select(p => ($"P{number % 25}{p}\"", (object?)p))]), NoLimit);
        }
    }

    static CultureInfo QuotingCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "\"";
        culture.NumberFormat.NegativeSign = "\\";
        return culture;
    }

    /// <summary>Writes an event both ways, several times with the same renderer, which remembers what comes again.</summary>
    sealed class Comparison(ITextFormatter formatter)
    {
        readonly MessageRenderer _renderer = new(formatter);

        public void Compare(LogEvent logEvent, int sizeLimitBytes)
        {
            using var plain = new Utf8Buffer();
            using var inside = new Utf8Buffer(insideString: true);
            using var expected = new Utf8Buffer();
            using var body = new Utf8Buffer();
            for (var time = 0; time < 3; time++)
            {
                plain.Clear();
                inside.Clear();
                expected.Clear();
                body.Clear();
                _renderer.Render(logEvent, sizeLimitBytes, plain);
                _renderer.Render(logEvent, sizeLimitBytes, inside);
                PutLogEventsBody.Json.AppendEntry(expected, time, plain.WrittenSpan);
                PutLogEventsBody.Json.AppendEntry(body, time, new WrittenText(inside));

                if (!body.WrittenSpan.SequenceEqual(expected.WrittenSpan))
                    Encoding.UTF8.GetString(body.WrittenSpan).Should().Be(Encoding.UTF8.GetString(expected.WrittenSpan));
                inside.TextLength.Should().Be(plain.Length);
            }
        }
    }

    sealed class FailsHalfway : IUtf8EventFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output) => throw new NotSupportedException();

        public void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
        {
            output.AppendJson("{\"half\":\"of \\\"it\\\""u8);
            throw new NotSupportedException("no \"more\"");
        }
    }
}

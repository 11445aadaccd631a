using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class CloudWatchJsonFormatterTests
{
    static readonly IReadOnlyDictionary<string, string> Lines = Golden.ReadLines("cloudwatch-json.golden");

    static readonly Guid Guid = new("c4f2b1a0-0001-0002-0304-05060708090a");

    static readonly LogEvent Order = Some.LogEvent("Order {OrderId}", properties: [("OrderId", 12)]);

    static readonly Dictionary<string, (LogEvent LogEvent, CloudWatchJsonFormatter Formatter)> Events = new()
    {
        ["the least"] = (Some.LogEvent(), new()),
        ["the usual"] = (Some.LogEvent("Order {OrderId} for {Customer} took {Elapsed} ms", level: LogEventLevel.Warning, traceId: Some.TraceId, spanId: Some.SpanId, properties: [("OrderId", 12), ("Customer", "Alice"), ("Elapsed", 12.345)]), new()),
        ["an exception"] = (Some.LogEvent("Failed", level: LogEventLevel.Error, exception: new InvalidOperationException("Out of stock"), properties: [("OrderId", 12)]), new()),
        ["reserved names"] = (Some.LogEvent(properties: [("level", "x"), ("_level", "y"), ("timestamp", 1), ("message", 2), ("template", 3), ("traceId", 4), ("spanId", 5), ("exception", 6), ("types", 7), ("truncated", 8), ("Level", 9), ("levels", 10), ("_x", 11), ("@t", 12)]), new()),
        ["kinds"] = (Some.LogEvent(properties: [("Guid", Guid), ("DateTime", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)), ("Offset", new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))), ("Date", new DateOnly(2024, 1, 2)), ("Time", new TimeOnly(3, 4, 5, 6)), ("Span", new TimeSpan(1, 2, 3, 4, 500).Negate()), ("Char", 'c'), ("Number", double.NaN), ("Dictionary", Some.Dictionary(("a", 1))), ("Enum", DayOfWeek.Friday), ("Half", (Half)1.5)]), new()),
        ["paths of kinds"] = (Some.LogEvent(properties: [("Order", Some.Structure("Order", ("a/b~c", Guid), ("Ids", Some.Sequence(1, Guid)), ("Twice", 1), ("Twice", DayOfWeek.Friday))), ("level", 'c'), ("Counts", Some.Dictionary((7, 'x'), ("7", 'y')))]), new()),
        ["formatted numbers"] = (Some.LogEvent("{Double:F2} {Decimal:F2} {Int:x} {Plain:F2}", properties: [("Double", 1.005), ("Decimal", 1.005m), ("Int", -1), ("Plain", 5)]), new()),
        ["a property called like the type tag"] = (Some.LogEvent(properties: [("A", Some.Structure(null, ("$type", "not a tag"))), ("B", Some.Structure("tag", ("_$type", "x"))), ("$type", "y")]), new()),
        ["lone surrogates"] = (Some.LogEvent("{A:l}", properties: [("A", "\ud800"), ("\udfff", 1)]), new()),
        ["a level without a name"] = (Some.LogEvent(level: (LogEventLevel)(-3)), new()),
        ["without message"] = (Order, new(writeMessage: false)),
        ["without template"] = (Order, new(writeTemplate: false)),
        ["nested properties"] = (Some.LogEvent("Order {OrderId}", properties: [("OrderId", 12), ("level", "x"), ("Id", Guid)]), new(nestPropertiesUnder: "Properties")),
        ["no properties, nested"] = (Some.LogEvent(), new(nestPropertiesUnder: "Properties")),
        ["quoted strings"] = (Some.LogEvent("Order {@Order} for {Customer} {Tags}", properties: [("Order", Some.Structure("Order", ("Id", 12))), ("Customer", "Alice"), ("Tags", Some.Sequence("a", 1))]), new(quoteStrings: true)),
        ["strings without quotes"] = (Some.LogEvent("Order {@Order} for {Customer} {Tags} at {Id}{Empty}, {Customer,7}|{Customer,-7}|{Customer:x}|{Tags,9}|", properties: [("Order", Some.Structure("Order", ("Id", 12), ("Sku", "a\"b"))), ("Customer", "Alice"), ("Tags", Some.Sequence("a", 1)), ("Id", Guid), ("Empty", "")]), new()),
        ["a level in capitals"] = (Some.LogEvent(level: LogEventLevel.Verbose, properties: [("severityText", "x")]), new(levelNames: "Upper")),
        ["OpenTelemetry's level"] = (Some.LogEvent("{severityText}", level: LogEventLevel.Warning, properties: [("severityText", "x"), ("_severityNumber", 1), ("level", 2)]), new(levelNames: "OpenTelemetry")),
        ["OpenTelemetry's level without message"] = (Some.LogEvent(level: LogEventLevel.Fatal), new(writeMessage: false, levelNames: "opentelemetry")),
        ["OpenTelemetry's level without a name"] = (Some.LogEvent(level: (LogEventLevel)30), new(levelNames: "OpenTelemetry")),
        ["metrics"] = (Some.LogEvent("took {Elapsed} ms", properties: [("Elapsed", 12.5), ("Service", "web"), ("level", 3), ("Sizes", Some.Sequence(1, 2.5))]), new(metrics: [
            new("Elapsed", unit: "milliseconds", @namespace: "Shop", dimensions: [["Service"], ["Service", "Region"]]),
            new("level", "Depth", @namespace: "Shop", dimensions: [["Service"], ["Service", "Region"]], storageResolution: 1),
            new("Sizes", @namespace: "Shop/Sizes"), new("Absent", @namespace: "Shop/Absent")])),
        ["another culture"] = (Some.LogEvent("took {Elapsed} ms in {Share:F2}", properties: [("Elapsed", 1234.5), ("Share", 0.5)]), new(formatProvider: Comma()))
    };

    static IEnumerable<string> Names => Events.Keys;

    static IEnumerable<string> LosslessNames => Names.Except(["without template", "another culture"]);

    [TestCaseSource(nameof(Names))]
    public void AnEventIsWrittenAsItWasBefore(string name) => Rendered.Text(Events[name].Formatter, Events[name].LogEvent).Should().Be(Lines[name]);

    [TestCaseSource(nameof(LosslessNames))]
    public void AGoldenLineComesBack(string name)
    {
        var read = Rendered.Read(Lines[name]);

        Rendered.Text(Events[name].Formatter, read).Should().Be(Lines[name]);
        new LosslessComparison(keepsKinds: true).Compare(read, Events[name].LogEvent);
    }

    [Test]
    public void TheMessageIsWhatSerilogRenders() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.Succeeds(logEvent)) return;
        foreach (var provider in (IFormatProvider?[])[null, Comma(), new Shouting()])
        {
            var message = ReadMessage(Rendered.Bytes(new CloudWatchJsonFormatter(formatProvider: provider, quoteStrings: true), logEvent));
            message.Should().Be(logEvent.RenderMessage(provider ?? CultureInfo.InvariantCulture));
        }
    });

    /// <summary>What holes render as, with strings as they are and objects as the JSON of their property.</summary>
    [Test]
    public void TheMessageHasStringsWithoutQuotesAndObjectsAsJson() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.Succeeds(logEvent)) return;
        foreach (var provider in (IFormatProvider?[])[null, Comma(), new Shouting()])
        {
            var message = ReadMessage(Rendered.Bytes(new CloudWatchJsonFormatter(formatProvider: provider), logEvent));
            message.Should().Be(string.Concat(logEvent.MessageTemplate.Tokens.Select(token => TextOf(token, logEvent, provider ?? CultureInfo.InvariantCulture))));
        }
    });

    /// <summary>The Console sink writes scalars in its own ways; of strings and numbers, arrays and objects the text is the same.</summary>
    [Test]
    public void TheMessageIsThatOfAConsole()
    {
        var logEvent = Some.LogEvent("{A} {B,5}|{C,-5}|{D:000} {@E} {F} {G:l} {Missing}", properties: [("A", "a \"b\""), ("B", "b"), ("C", "c"), ("D", 7), ("E", Some.Structure("Order", ("Id", 12), ("Name", "x"))), ("F", Some.Sequence("f", 1)), ("G", "g")]);
        ReadMessage(Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent)).Should().Be(SerilogText.Literal(logEvent));
    }

    [TestCase("")]
    [TestCase("lower")]
    [TestCase("0")]
    [TestCase("Serilog, Upper")]
    public void LevelNamesOfNoneOfTheThreeAreRefused(string levelNames) =>
        FluentActions.Invoking(() => new CloudWatchJsonFormatter(levelNames: levelNames)).Should().Throw<ArgumentException>().WithMessage($"levelNames is \"{levelNames}\", but must be Serilog, Upper or OpenTelemetry.*");

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("level")]
    [TestCase("types")]
    [TestCase("severityText")]
    [TestCase("_aws")]
    public void PropertiesCannotBeNestedUnderAReservedName(string name) =>
        FluentActions.Invoking(() => new CloudWatchJsonFormatter(nestPropertiesUnder: name)).Should().Throw<ArgumentException>().WithMessage("*cannot be nested under*");

    [TestCase("CloudWatchJsonFormatter", "\"template\":\"Hello {Name}\"")]
    [TestCase("ClefFormatter", "\"@mt\":\"Hello {Name}\"")]
    [TestCase("RenderedClefFormatter", "\"@m\":\"Hello \\\"Alice\\\"\"")]
    public void AFormatterCanBeNamedInConfiguration(string formatter, string expected)
    {
        using var folder = new TempFolder();
        var path = folder.GetFile("log.json");
        var settings = new Dictionary<string, string?>
        {
            ["Serilog:WriteTo:0:Name"] = "File",
            ["Serilog:WriteTo:0:Args:path"] = path,
            ["Serilog:WriteTo:0:Args:formatter"] = $"Serilog.Sinks.CloudWatchTail.Formatting.{formatter}, Serilog.Sinks.CloudWatchTail"
        };
        using (var logger = new LoggerConfiguration().ReadFrom.Configuration(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).CreateLogger())
        {
            logger.Information("Hello {Name}", "Alice");
        }

        folder.ReadAllText("log.json").Should().Contain(expected).And.EndWith("\n");
    }

    [Test]
    public void AFormattersOptionsCanBeSaidInConfiguration()
    {
        using var folder = new TempFolder();
        var path = folder.GetFile("log.json");
        var settings = new Dictionary<string, string?>
        {
            ["Serilog:WriteTo:0:Name"] = "File",
            ["Serilog:WriteTo:0:Args:path"] = path,
            ["Serilog:WriteTo:0:Args:formatter:type"] = "Serilog.Sinks.CloudWatchTail.Formatting.CloudWatchJsonFormatter, Serilog.Sinks.CloudWatchTail",
            ["Serilog:WriteTo:0:Args:formatter:writeMessage"] = "false",
            ["Serilog:WriteTo:0:Args:formatter:nestPropertiesUnder"] = "data"
        };
        using (var logger = new LoggerConfiguration().ReadFrom.Configuration(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).CreateLogger())
        {
            logger.Information("Hello {Name}", "Alice");
        }

        folder.ReadAllText("log.json").Should().Contain("\"data\":{\"Name\":\"Alice\"}").And.NotContain("\"message\"");
    }

    static string TextOf(MessageTemplateToken token, LogEvent logEvent, IFormatProvider provider)
    {
        if (token is not PropertyToken hole || !logEvent.Properties.TryGetValue(hole.PropertyName, out var value)) return token.ToString()!;
        var text = value switch
        {
            ScalarValue { Value: string plain } => plain,
            StructureValue or SequenceValue or DictionaryValue when hole.Format == null => JsonOf(value),
            _ => null
        };
        if (text != null) return hole.Alignment is not { } alignment ? text : alignment.Direction == AlignmentDirection.Left ? text.PadRight(alignment.Width) : text.PadLeft(alignment.Width);
        using var output = new StringWriter();
        hole.Render(logEvent.Properties, output, provider);
        return output.ToString();
    }

    static string JsonOf(LogEventPropertyValue value)
    {
        var json = Rendered.Bytes(new CloudWatchJsonFormatter(), Some.LogEvent(properties: [("X", value)]));
        var members = new JsonMembers();
        members.TryIndex(json).Should().BeTrue();
        return Encoding.UTF8.GetString(members.All.ToArray().Single(member => member.Name.Of(json).SequenceEqual("X"u8)).Value.Of(json));
    }

    static string ReadMessage(byte[] json)
    {
        var members = new JsonMembers();
        members.TryIndex(json).Should().BeTrue();
        members.TryFind(json, "message"u8, JsonKind.String, out var message).Should().BeTrue();
        return JsonText.Read(message.Of(json), message.Escaped);
    }

    static CultureInfo Comma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "−";
        culture.DateTimeFormat.ShortDatePattern = "d'\"'M'\"'yyyy";
        return culture;
    }

    /// <summary>A provider that brings a formatter.</summary>
    sealed class Shouting : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => $"<{arg}\"{format}>";
    }
}

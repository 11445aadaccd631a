using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class ClefFormatterTests
{
    static readonly IReadOnlyDictionary<string, string> Lines = Golden.ReadLines("clef.golden");

    static readonly DateTimeOffset Sample = DateTimeOffset.ParseExact("2016-06-07T13:44:57.8532799+10:00", "O", CultureInfo.InvariantCulture);

    static readonly Dictionary<string, LogEvent> Events = new()
    {
        ["the readme's sample"] = Some.LogEvent("Hello, {User}", Sample, properties: [("User", "nblumhardt")]),
        ["the readme's comparison"] = Some.LogEvent("Hello, {@User}, {N:x8} at {Now}", Sample, properties: [("User", Some.Structure(null, ("Name", "nblumhardt"), ("Tags", Some.Sequence(1, 2, 3)))), ("N", 123), ("Now", Sample)]),
        ["everything"] = Some.LogEvent("{N:x8} {N,10:0.0} {Missing:0} {S:l}", level: LogEventLevel.Fatal, exception: new RecordedException("", "", "custom"), traceId: Some.TraceId, spanId: Some.SpanId, properties: [("N", 123), ("S", "a\"b"), ("@at", 1), ("@@at", 2)]),
        ["a level without a name"] = Some.LogEvent(level: (LogEventLevel)9),
        ["numbers"] = Some.LogEvent(properties: [("SByte", (sbyte)-1), ("Byte", (byte)255), ("Int16", short.MinValue), ("UInt16", ushort.MaxValue), ("Int32", -5), ("UInt32", 5u), ("Int64", long.MinValue), ("UInt64", ulong.MaxValue), ("Single", 0.1f), ("Double", 1e20), ("Small", 1e-7), ("Decimal", 1.10m), ("NaN", double.NaN), ("Infinity", float.PositiveInfinity), ("NegativeInfinity", double.NegativeInfinity)]),
        ["scalars that become strings"] = Some.LogEvent(properties: [("DateTime", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)), ("Unspecified", new DateTime(2024, 1, 2, 3, 4, 5)), ("DateTimeOffset", new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))), ("DateOnly", new DateOnly(2024, 1, 2)), ("TimeOnly", new TimeOnly(3, 4, 5, 6)), ("TimeSpan", new TimeSpan(1, 2, 3, 4, 500).Negate()), ("Guid", new Guid("c4f2b1a0-0001-0002-0304-05060708090a")), ("Char", 'c'), ("Uri", new Uri("https://example.com/a b")), ("Enum", DayOfWeek.Friday), ("NoName", (DayOfWeek)99), ("Version", new Version(1, 2)), ("Type", typeof(string))]),
        ["null, bool and bytes as Serilog captures them"] = Captured(("Null", null), ("True", true), ("False", false), ("Bytes", new byte[] { 0xDE, 0xAD, 0xBE, 0xEF })),
        ["nested values"] = Some.LogEvent(properties: [("Order", Some.Structure("Order", ("Id", 1), ("Lines", Some.Sequence(Some.Structure("Line", ("Sku", "a")), null, Some.Sequence())), ("Empty", Some.Structure(null)))), ("OnlyTag", Some.Structure("T")), ("Counts", Some.Dictionary((1, "one"), (null, null), (true, Some.Structure(null, ("x", 1))))), ("@nested", Some.Structure(null, ("@id", 1)))]),
        ["escapes"] = Some.LogEvent("{{\"\\", properties: [("Text", "\"\\/\b\f\n\r\t\0\u000f\u001f"), ("U", "äß\u007f日本😀\u2028\u2029<>&'+")])
    };

    static IEnumerable<string> Names => Events.Keys;

    [TestCaseSource(nameof(Names))]
    public void ClefIsByteForByteWhatTheFormatSays(string name) => Rendered.Clef(Events[name]).Should().Be(Lines[name]);

    [TestCaseSource(nameof(Names))]
    public void CompactSaysTheSame(string name) =>
        CompactJsonReference.Write(Events[name]).Should().Be(Lines[name]);

    [TestCaseSource(nameof(Names))]
    public void AGoldenLineComesBack(string name) => Rendered.Clef(Rendered.Read(Lines[name])).Should().Be(Lines[name]);

    [Test]
    public void RenderedClefHasTheMessageAndTheTemplatesHash()
    {
        var json = Rendered.Text(new RenderedClefFormatter(), Events["the readme's sample"]);

        // The format's public sample shows a made-up hash; all else is as there.
        json.Should().Be(Lines["the readme's sample, rendered"].Replace("7a8b9c0d", json.Substring(json.IndexOf("\"@i\":\"", StringComparison.Ordinal) + 6, 8)));
    }

    /// <summary>Published values of the one-at-a-time hash, and the empty template.</summary>
    [TestCase("a", "ca2e9442")]
    [TestCase("The quick brown fox jumps over the lazy dog", "519e91f5")]
    [TestCase("", "00000000")]
    public void TheEventIdIsTheOneAtATimeHash(string template, string id) =>
        Rendered.Text(new RenderedClefFormatter(), Some.LogEvent(template)).Should().Contain($"\"@i\":\"{id}\"");

    [Test]
    public void ClefIsByteForByteWhatCompactWrites() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.Succeeds(logEvent)) return;
        Rendered.Clef(logEvent).Should().Be(CompactJsonReference.Write(logEvent));
    }, 20_000);

    [Test]
    public void RenderedClefIsByteForByteWhatCompactWrites() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.Succeeds(logEvent) || SerilogText.MayJoinHalvesOfAPair(logEvent)) return;
        Rendered.Text(new RenderedClefFormatter(), logEvent).Should().Be(CompactJsonReference.WriteRendered(logEvent));
    }, 20_000);

    [Test]
    public void AnObjectIsWrittenInTheCurrentCultureAsSerilogDoes()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var previous = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            var logEvent = Some.LogEvent("{Double:0.0}", properties: [("Half", (Half)1.5), ("Double", 2.5), ("Keys", Some.Dictionary((1.5, 1)))]);

            Rendered.Clef(logEvent).Should().Be(CompactJsonReference.Write(logEvent)).And.Contain("\"@r\":[\"2.5\"],\"Half\":\"1,5\",\"Double\":2.5,\"Keys\":{\"1,5\":1}");
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Test]
    public void AsAFormatterItEndsTheLine()
    {
        ITextFormatter formatter = new ClefFormatter();
        var text = new StringWriter { NewLine = "\n" };

        formatter.Format(Events["the readme's sample"], text);
        formatter.Format(Events["the readme's sample"], text);

        text.ToString().Should().Be(Lines["the readme's sample"] + "\n" + Lines["the readme's sample"] + "\n");
    }

    [Test]
    public void NothingIsFormattedOfNothing()
    {
        foreach (var formatter in (ITextFormatter[])[new ClefFormatter(), new RenderedClefFormatter(), new CloudWatchJsonFormatter()])
        {
            formatter.Invoking(f => f.Format(null!, new StringWriter())).Should().Throw<ArgumentNullException>();
            formatter.Invoking(f => f.Format(Some.LogEvent(), null!)).Should().Throw<ArgumentNullException>();
        }
    }

    /// <summary>An event with values as a logger captures them.</summary>
    static LogEvent Captured(params (string Name, object? Value)[] properties)
    {
        var sink = new CapturingSink();
        using var logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        ILogger context = logger;
        foreach (var (name, value) in properties) context = context.ForContext(name, value);
        context.Information("Hello");

        // A logger adds properties to the front.
        return new(Some.Instant, LogEventLevel.Information, null, Some.Template("Hello"), properties.Select(p => new LogEventProperty(p.Name, sink.Event!.Properties[p.Name])));
    }

    sealed class CapturingSink : ILogEventSink
    {
        public LogEvent? Event { get; private set; }

        public void Emit(LogEvent logEvent) => Event = logEvent;
    }
}

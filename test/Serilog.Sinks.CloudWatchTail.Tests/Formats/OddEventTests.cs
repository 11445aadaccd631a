using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator.EmbeddedMetrics;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

/// <summary>Templates and values at the edge of what Serilog allows, each with each, in all forms of CloudWatch JSON.</summary>
public class OddEventTests
{
    static readonly string[] Templates =
    [
        "{V}", "{V:l}", "{@V}", "{$V}", "{V,10}", "{V,-10}", "{V:000}", "{V,10:000}", "{V,-3:l}", "{V}{V}", "a{V}{W}b", "\"{V}\"", "\\{V}\\", "{{V}} {V}", "{V} {Missing}", "{0}{1}", "{0} {V}",
        "{V:yyyy-MM-dd}", "{V:x}", "{V:j}", "{V:lj}", "{level}", "{_level} {message}", "{severityText}/{V}", "{types}{V}", "line\n{V}\tend", "{V}\ud800", "é{V}…", "{V} {", "} {V}", "{V }", "{ V}", "{V:}", "{V,}", "{_aws} {V}", "{@_aws}", "", "no hole"
    ];

    static readonly object?[] Values =
        [
            "", " ", "x", "\"", "\"x\"", "\\", "\\\"", "{V}", "{", "}", "a\nb\r\t\0", "\ud800", "x\udc00y", "😀", "null", "True", "12", "12.5", "2024-01-02T03:04:05", "…", "x…", null, true, false, 0, -1, 12, long.MinValue,
            ulong.MaxValue, 12.5, -0.0, double.NaN, double.NegativeInfinity, 1e300, float.MaxValue, 0.1f, 1.10m, 'c', '"', '\ud800', DayOfWeek.Friday, (DayOfWeek)12, Guid.Empty, new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Local), new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(330)), new DateOnly(2024, 1, 2), new TimeOnly(3, 4), TimeSpan.FromTicks(1),
            new Uri("https://example.com/\"x\""), new Version(1, 2), new byte[] { 1, 2 }, Int128.MaxValue, (Half)1.5, System.Numerics.BigInteger.One,
            Some.Sequence(), Some.Sequence(1, 2.5), Some.Sequence("a", null, "\""), Some.Structure(null), Some.Structure("T", ("level", 1), ("$type", "x"), ("a", "\"")), Some.Sequence(Some.Sequence(Some.Structure(null, ("V", "x")))),
            new DictionaryValue([new(new ScalarValue("k\""), new ScalarValue(1)), new(new ScalarValue(2), new ScalarValue("x"))]), new DictionaryValue([])
        ];

    static readonly CloudWatchMetric[] Metrics =
    [
        new("V", unit: "Count", @namespace: "Odd", dimensions: [["W"], ["0", "level"], []]), new("V", "Second", @namespace: "Odd"), new("W", "0", @namespace: "Odd", dimensions: [["V"]]), new("level", "Depth", @namespace: "Odd")
    ];

    static readonly CloudWatchJsonFormatter[] Forms =
        [new(), new(quoteStrings: true), new(metrics: Metrics), new(quoteStrings: true, levelNames: "OpenTelemetry", metrics: Metrics)];

    [Test]
    public void EachComesBackAsItWas([Range(0, 3)] int form)
    {
        var failures = new List<string>();
        foreach (var template in Templates)
        foreach (var value in Values)
        foreach (var others in (int[])[0, 1])
        {
            (string, object?)[] properties = others == 0 ? [("V", value)] : [("V", value), ("W", "w"), ("0", value), ("1", "one"), ("level", value), ("_level", 1), ("message", "m"), ("_aws", value), ("severityText", "INFO"), ("severityNumber", 9), ("types", Some.Structure(null, ("V", "guid"))), ("Depth\u0001", 1)];
            var logEvent = Some.LogEvent(template, level: LogEventLevel.Warning, properties: properties);
            try
            {
                var written = Rendered.Bytes(Forms[form], logEvent);
                using (var document = JsonDocument.Parse(written)) document.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
                Rendered.MemberNames(written).Should().OnlyHaveUniqueItems();
                var read = Rendered.Read(written);
                new LosslessComparison(keepsKinds: true).Compare(read, logEvent);
                if (SerilogText.IsKept(logEvent)) Encoding.UTF8.GetString(Rendered.Bytes(Forms[form], read)).Should().Be(Encoding.UTF8.GetString(written));
                var extractor = new MetricExtractor();
                var text = Encoding.UTF8.GetString(written);
                if (!text.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
                {
                    extractor.Add(text);
                    extractor.Errors.Should().BeEmpty("of {0}", text);
                }
            }
            catch (Exception exception)
            {
                failures.Add($"{template} | {value} {value?.GetType().Name} | {others}: {exception.Message.Split('\n')[0]}");
            }
        }

        failures.Should().BeEmpty("{0} failed", failures.Count);
    }
}

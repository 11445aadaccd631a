using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Emulator.EmbeddedMetrics;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Metrics;

public class MetricTests
{
    static readonly CloudWatchMetric Elapsed = new("Elapsed", unit: "Milliseconds", @namespace: "Shop", dimensions: [["Customer"], []]);

    static readonly CloudWatchJsonFormatter Formatter = new(metrics:
    [
        Elapsed, new("Id", "Numbers", "count/second", "Shop", storageResolution: 1), new("A", @namespace: "Shop/Deep", dimensions: [["Name", "b_1"]]),
        new("level", "Depth", @namespace: "Shop"), new("Name", "Elapsed_2", @namespace: "Other")
    ]);

    static readonly CloudWatchJsonFormatter Plain = new();

    /// <summary>The rules are those of the specification, as the emulator keeps them.</summary>
    [Test]
    public void EveryDocumentKeepsTheSpecificationsRulesAndEveryOtherEventIsAsBefore()
    {
        var documents = 0;
        Properties.ForAll(LogEvents.Any, logEvent =>
        {
            var extractor = new MetricExtractor();
            var written = Rendered.Text(Formatter, logEvent);
            if (HasPairlessSurrogates(written)) return;
            extractor.Add(written);
            extractor.Errors.Should().BeEmpty("of {0}", written);
            if (extractor.Metrics.Count > 0) documents++;
            if (!written.Contains("CloudWatchMetrics", StringComparison.Ordinal)) written.Should().Be(Rendered.Text(Plain, logEvent));
        }, 10_000);
        documents.Should().BeGreaterThan(200, "otherwise nothing was checked");
    }

    [Test]
    public void AMetricHasItsValueUnitDimensionsAndTime()
    {
        var metrics = Extract(Formatter, Some.LogEvent(properties: [("Elapsed", 12.5), ("Customer", "Alice")]));

        metrics.Should().BeEquivalentTo(new[] { Expected(new() { ["Customer"] = "Alice" }), Expected([]) });

        static StoredMetric Expected(Dictionary<string, string> dimensions) => new()
        {
            Namespace = "Shop", Name = "Elapsed", Unit = "Milliseconds", Values = [12.5], Dimensions = dimensions, Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(Some.Instant.ToUnixTimeMilliseconds()),
        };
    }

    static IEnumerable<object> Numbers => [1, -1L, 1.5, 1.5f, 1.5m, (byte)1, (sbyte)1, (short)1, (ushort)1, 1u, 1ul, Some.Sequence(1, 2.5, 3m)];

    static IEnumerable<object?> Others =>
        [null, "1", true, double.NaN, double.PositiveInfinity, 1e300, float.NaN, 'c', TimeSpan.Zero, Some.Sequence(), Some.Sequence(1, "2"), Some.Sequence([.. Enumerable.Range(0, 101).Cast<object>()]), Some.Structure(null, ("Id", 1))];

    [TestCaseSource(nameof(Numbers))]
    public void ANumberIsAMetricsValue(object value) => Extract(new(metrics: [new("N", @namespace: "X"), new("N", "Other", @namespace: "X")]), Some.LogEvent(properties: [("N", value)])).Should().HaveCount(2);

    [TestCaseSource(nameof(Others))]
    public void AnEventWhosePropertyIsNoNumberIsAsBefore(object? value)
    {
        var logEvent = Some.LogEvent(properties: [("Elapsed", value), ("Customer", "Alice")]);
        Rendered.Text(Formatter, logEvent).Should().Be(Rendered.Text(Plain, logEvent));
    }

    [Test]
    public void ASetOfDimensionsThatTheEventLacksIsLeftOutAndTheMetricWithTheLast()
    {
        Extract(Formatter, Some.LogEvent(properties: [("Elapsed", 1), ("Customer", 12)])).Should().ContainSingle().Which.Dimensions.Should().BeEmpty();
        foreach (var value in (object?[])[null, 12, true, "", " ", "Größe", "a\nb", 'ß', new string('x', 1025), Some.Structure(null, ("Id", "x")), Some.Sequence("x")])
        {
            var logEvent = Some.LogEvent(properties: [("A", 1), ("Name", "x"), ("b_1", value)]);
            Rendered.Text(Formatter, logEvent).Should().Be(Rendered.Text(Plain, logEvent));
        }
    }

    [Test]
    public void AMetricOfAnotherNameStandsUnderThatNameAndComesBackAsItsPropertyAlone()
    {
        var written = Rendered.Text(Formatter, Some.LogEvent(properties: [("Id", 12), ("level", 3)]));

        using var document = JsonDocument.Parse(written);
        document.RootElement.GetProperty("Numbers").GetInt32().Should().Be(12);
        document.RootElement.GetProperty("Depth").GetInt32().Should().Be(3);
        Rendered.Read(written).Properties.Keys.Should().Equal("Id", "level");
    }

    static IEnumerable<object> DimensionValues =>
        ["web", "a \"b\" {c}", "~", new string('x', 1024), 'c', Guid.Empty, DayOfWeek.Friday, Some.Instant, new DateTime(2024, 1, 2), new DateOnly(2024, 1, 2), new TimeOnly(3, 4), TimeSpan.Zero, new Uri("https://example.com"), new Version(1, 2)];

    [TestCaseSource(nameof(DimensionValues))]
    public void WhatIsWrittenAsATextIsADimensionsValue(object value)
    {
        var written = Rendered.Text(Formatter, Some.LogEvent(properties: [("Elapsed", 1), ("Customer", value)]));
        using var document = JsonDocument.Parse(written);
        Extract(written).Should().HaveCount(2).And.Contain(metric => metric.Dimensions.Count == 1 && metric.Dimensions["Customer"] == document.RootElement.GetProperty("Customer").GetString());
    }

    [Test]
    public void AnEventWithAnotherPropertyOfTheMetricsNameDoesNotHaveTheMetric() =>
        Extract(Formatter, Some.LogEvent(properties: [("Id", 12), ("Numbers", "one"), ("level", 3)])).Should().ContainSingle().Which.Name.Should().Be("Depth");

    [Test]
    public void AnEventThatBringsItsOwnMetadataKeepsThem()
    {
        var logEvent = Some.LogEvent(properties: [("Elapsed", 1), ("_aws", Some.Structure(null, ("Timestamp", 1)))]);
        Rendered.Text(Formatter, logEvent).Should().Be(Rendered.Text(Plain, logEvent));
        Rendered.Read(Rendered.Text(Formatter, logEvent)).Properties.Keys.Should().Equal("Elapsed", "_aws");
    }

    [Test]
    public void AHundredMetricsOfThirtyDimensionsAreWithinTheLimits()
    {
        var dimensions = Enumerable.Range(0, 30).Select(i => $"D{i}").ToArray();
        var formatter = new CloudWatchJsonFormatter(metrics: [.. Enumerable.Range(0, 100).Select(i => new CloudWatchMetric($"M{i}", $"Name {i}", @namespace: "Shop", dimensions: [dimensions]))]);
        var logEvent = Some.LogEvent(properties: [.. Enumerable.Range(0, 100).Select(i => ($"M{i}", (object?)i)), .. dimensions.Select(name => (name, (object?)name))]);

        Extract(formatter, logEvent).Select(metric => metric.Values.Single()).Should().Equal(Enumerable.Range(0, 100).Select(i => (double)i));
        new LosslessComparison(keepsKinds: true).Compare(Rendered.Read(Rendered.Text(formatter, logEvent)), logEvent);
    }

    /// <summary>A name or a dimension that was cut would be counted as another one.</summary>
    [Test]
    public void AShortenedEventHasItsMetricsWholeOrNone() => Properties.ForAll(Gen.Choose(1024, 60_000).SelectMany(limit => Gen.Choose(1, 12).Select(texts => (Limit: limit, Texts: texts))), sample =>
    {
        var customer = new string('c', 1000);
        var logEvent = Some.LogEvent(properties: [("Elapsed", 1), ("Customer", customer), .. Enumerable.Range(0, sample.Texts).Select(i => ($"T{i}", (object?)new string('x', 10_000)))]);
        var written = Rendered.Text(Formatter, logEvent, sample.Limit);

        Encoding.UTF8.GetByteCount(written).Should().BeLessThanOrEqualTo(sample.Limit);
        var extractor = new MetricExtractor();
        extractor.Add(written);
        extractor.Errors.Should().BeEmpty();
        if (extractor.Metrics.Count > 0) extractor.Metrics.Select(metric => metric.Dimensions.GetValueOrDefault("Customer", customer)).Should().Equal(customer, customer);
        else written.Should().NotContain("_aws\":{").And.Contain("\"truncated\":");
    }, 500);

    [Test]
    public void AnEventThatIsShortenedALittleKeepsItsMetrics() =>
        Extract(Rendered.Text(Formatter, Some.LogEvent(properties: [("Elapsed", 1), ("Text", new string('x', 30_000))]), 20_000)).Should().ContainSingle();

    /// <summary>Other metadata than those of metrics are a property like any other.</summary>
    [Test]
    public void AShortenedEventKeepsAPropertyThatIsOnlyCalledAsTheMetadata() =>
        Rendered.Read(Rendered.Text(Formatter, Some.LogEvent(properties: [("_aws", Some.Structure(null, ("Region", "eu-west-1"))), ("Text", new string('x', 30_000))]), 2000)).Properties.Should().ContainKey("_aws");

    static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Case("property of a metric is missing.", () => new CloudWatchMetric(@namespace: "Shop"));
        yield return Case("namespace of a metric is missing.", () => new CloudWatchMetric("Elapsed"));
        yield return Case("namespace of a metric is 1025 characters long, but must have at most 1024.", () => new CloudWatchMetric("Elapsed", @namespace: new string('n', 1025)));
        yield return Case("namespace of a metric is \"Läden\", but CloudWatch accepts only ASCII characters there", () => new CloudWatchMetric("Elapsed", @namespace: "Läden"));
        yield return Case("namespace of a metric is \":Shop\"", () => new CloudWatchMetric("Elapsed", @namespace: ":Shop"));
        yield return Case("dimensions of a metric is \"Größe\"", () => new CloudWatchMetric("Elapsed", @namespace: "Shop", dimensions: [["Größe"]]));
        yield return Case("name of a metric is \"a\nb\", but must not have control characters.", () => new CloudWatchMetric("Elapsed", "a\nb", @namespace: "Shop"));
        yield return Case("name of a metric is missing.", () => new CloudWatchMetric("Elapsed", "", @namespace: "Shop"));
        yield return Case("name of a metric is \"_aws\"", () => new CloudWatchMetric("Elapsed", "_aws", @namespace: "Shop"));
        yield return Case("property of a metric is \"_aws\"", () => new CloudWatchMetric("_aws", "x", @namespace: "Shop"));
        yield return Case("unit of a metric is \"ms\", but must be one of CloudWatch's units: Seconds,", () => new CloudWatchMetric("Elapsed", unit: "ms", @namespace: "Shop"));
        yield return Case("storageResolution of a metric is 30, but must be 60, or 1", () => new CloudWatchMetric("Elapsed", @namespace: "Shop", storageResolution: 30));
        yield return Case("dimensions of a metric contains a set of 31 names, but a set has at most 30.", () => new CloudWatchMetric("Elapsed", @namespace: "Shop", dimensions: [[.. Enumerable.Range(0, 31).Select(i => $"D{i}")]]));
        yield return Case("dimensions of a metric contains a set that names a property twice.", () => new CloudWatchMetric("Elapsed", @namespace: "Shop", dimensions: [["A", "A"]]));
        yield return Case("dimensions of a metric is missing.", () => new CloudWatchMetric("Elapsed", @namespace: "Shop", dimensions: [[""]]));
        yield return Case("metrics has 101 entries, but a document in the embedded metric format has at most 100.", () => new CloudWatchJsonFormatter(metrics: [.. Enumerable.Range(0, 101).Select(i => new CloudWatchMetric($"M{i}", @namespace: "Shop"))]));
        yield return Case("metrics contains the name \"level\", which the format itself uses.", () => new CloudWatchJsonFormatter(metrics: [new("level", @namespace: "Shop")]));
        yield return Case("metrics contains the name \"severityNumber\", which the format itself uses.", () => new CloudWatchJsonFormatter(levelNames: "OpenTelemetry", metrics: [new("X", "severityNumber", @namespace: "Shop")]));
        yield return Case("metrics names \"X\" for two properties, \"A\" and \"B\"", () => new CloudWatchJsonFormatter(metrics: [new("A", "X", @namespace: "Shop"), new("B", "X", @namespace: "Other")]));
        yield return Case("metrics contains \"A\" twice in the namespace \"Shop\"", () => new CloudWatchJsonFormatter(metrics: [new("A", @namespace: "Shop"), new("A", @namespace: "Shop")]));
        yield return Case("metrics contains null.", () => new CloudWatchJsonFormatter(metrics: [null!]));
        yield return Case("metrics cannot be used together with nestPropertiesUnder", () => new CloudWatchJsonFormatter(nestPropertiesUnder: "data", metrics: [Elapsed]));

        static TestCaseData Case(string words, Func<object> create) => new(words, create) { TestName = $"{nameof(AMistakeIsRefusedWithTheOptionTheValueAndTheRule)}: {words}" };
    }

    [TestCaseSource(nameof(Mistakes))]
    public void AMistakeIsRefusedWithTheOptionTheValueAndTheRule(string words, Func<object> create) => create.Should().Throw<ArgumentException>().WithMessage($"*{words}*");

    static List<StoredMetric> Extract(CloudWatchJsonFormatter formatter, LogEvent logEvent) => Extract(Rendered.Text(formatter, logEvent));

    static List<StoredMetric> Extract(string written)
    {
        var extractor = new MetricExtractor();
        extractor.Add(written);
        extractor.Errors.Should().BeEmpty();
        return extractor.Metrics;
    }

    /// <summary>.NET's reader of JSON takes no half of a pair, which the specification is silent about.</summary>
    static bool HasPairlessSurrogates(string json) => json.Contains("\\uD", StringComparison.OrdinalIgnoreCase);
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Writing;

public class ShorteningTests
{
    static readonly ITextFormatter[] JsonFormatters = [new CloudWatchJsonFormatter(), new ClefFormatter(), new RenderedClefFormatter(), new JsonFormatter(renderMessage: true)];

    [Test]
    public void AShortenedEventFitsIsJsonSaysItsSizeAndCanBeRead() => Properties.ForAll(
        HostileEvents.Any.SelectMany(logEvent => FsCheck.Fluent.Gen.Choose(MessageRenderer.MinimumSizeLimitBytes, 6000).Select(limit => (LogEvent: logEvent, Limit: limit))),
        sample =>
        {
            foreach (var formatter in JsonFormatters[..3])
            {
                var whole = Rendered.Bytes(formatter, sample.LogEvent);
                var json = Rendered.Bytes(formatter, sample.LogEvent, sample.Limit);
                json.Length.Should().BeLessThanOrEqualTo(sample.Limit);
                using var document = JsonDocument.Parse(json);
                var read = Rendered.Read(json);
                if (formatter is not RenderedClefFormatter) read.Timestamp.UtcTicks.Should().Be(sample.LogEvent.Timestamp.UtcTicks);
                if (whole.Length <= sample.Limit)
                {
                    json.Should().Equal(whole);
                }
                else
                {
                    Rendered.MemberNames(json).Should().Contain(name => name == "truncated" || name == "@truncated");
                    Encoding.UTF8.GetString(json).Should().EndWith($"truncated\":{whole.Length}}}");
                    read.Level.Should().Be(sample.LogEvent.Level);
                }
            }
        }, 1000);

    [TestCaseSource(nameof(JsonFormatters))]
    public void TheLongestFieldsAreShortenedFirstAndTheOthersStayWhole(ITextFormatter formatter)
    {
        var logEvent = Some.LogEvent("Short", properties: [("Long", new string('a', 5000)), ("Longer", new string('b', 9000)), ("Middle", new string('c', 900)), ("Number", 42)]);

        using var document = JsonDocument.Parse(Rendered.Bytes(formatter, logEvent, 4000));

        var properties = document.RootElement.TryGetProperty("Properties", out var nested) ? nested : document.RootElement;
        properties.GetProperty("Middle").GetString().Should().HaveLength(900);
        properties.GetProperty("Number").GetInt32().Should().Be(42);
        properties.GetProperty("Long").GetString().Should().EndWith("a…").And.HaveLength(properties.GetProperty("Longer").GetString()!.Length);
    }

    [Test]
    public void AnEventIsUsedUpToItsLimit()
    {
        var logEvent = Some.LogEvent("Hello", properties: [("Long", new string('a', 50_000))]);

        Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent, 10_000).Length.Should().BeInRange(9_990, 10_000);
    }

    [Test]
    public void NoCharacterAndNoEscapeIsCutInTwo()
    {
        foreach (var filler in (string[])["😀", "ä", "日本", "\"", "\\", "\n", "\u0001", "\ud800", "x\\\"😀\u0002"])
        {
            for (var limit = 1100; limit < 1125; limit++)
            {
                var logEvent = Some.LogEvent("Hello", properties: [("Long", string.Concat(Enumerable.Repeat(filler, 2000)))]);
                var json = Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent, limit);

                json.Length.Should().BeLessThanOrEqualTo(limit);
                Encoding.UTF8.GetString(json).Should().NotContain("\ufffd");
                var kept = ((ScalarValue)Rendered.Read(json).Properties["Long"]).Value.Should().BeOfType<string>().Which;
                kept[^1].Should().Be('…');
                string.Concat(Enumerable.Repeat(filler, 2000)).Should().StartWith(kept[..^1]);
            }
        }
    }

    /// <summary>A backslash that is said as such, and letters behind it that look like the first half of a pair.</summary>
    [Test]
    public void TextThatOnlyLooksLikeAnEscapeIsNotCutInItsMiddle()
    {
        for (var limit = 1100; limit < 1125; limit++)
        {
            var text = string.Concat(Enumerable.Repeat("\\ud83d\u0001", 2000));
            var json = Rendered.Bytes(new CloudWatchJsonFormatter(), Some.LogEvent("Hello", properties: [("Long", text)]), limit);

            using var document = JsonDocument.Parse(json);
            text.Should().StartWith(document.RootElement.GetProperty("Long").GetString()![..^1]);
        }
    }

    [Test]
    public void ALongListLosesItsLastElements()
    {
        var logEvent = Some.LogEvent("Hello", properties: [("List", Some.Sequence(Enumerable.Range(0, 10_000).Cast<object?>().ToArray())), ("After", 7)]);

        using var document = JsonDocument.Parse(Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent, 2000));

        var list = document.RootElement.GetProperty("List");
        list.GetArrayLength().Should().BeGreaterThan(200);
        list[199].GetInt32().Should().Be(199);
        list[list.GetArrayLength() - 1].GetString().Should().Be("…");
        document.RootElement.GetProperty("After").GetInt32().Should().Be(7);
    }

    [Test]
    public void TooManyPropertiesLoseTheLastOnes()
    {
        var logEvent = Some.LogEvent("Hello", properties: Enumerable.Range(0, 10_000).Select(i => ("Property" + i, (object?)i)).ToArray());

        using var document = JsonDocument.Parse(Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent, 10_000));

        var names = document.RootElement.EnumerateObject().Select(member => member.Name).ToList();
        names.Should().HaveCountGreaterThan(400).And.StartWith(["timestamp", "level", "message", "template", "Property0"]).And.EndWith("truncated");
    }

    [Test]
    public void AHugeNameIsLeftOut()
    {
        var json = Rendered.Text(new ClefFormatter(), Some.LogEvent("Hello", properties: [(new string('n', 5_000_000), 1), ("Small", 2)]), 5000);

        json.Should().Contain("\"Small\":2").And.NotContain("nnnn");
    }

    [Test]
    public void AnEventMayHaveAPropertyOfItsOwnThatIsCalledTruncated()
    {
        var logEvent = Some.LogEvent("Hello", properties: [("truncated", true), ("Long", new string('a', 50_000))]);

        Rendered.MemberNames(Rendered.Bytes(new ClefFormatter(), logEvent, 10_000)).Should().Contain("truncated").And.Contain("@truncated");
        Rendered.MemberNames(Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent, 10_000)).Should().Contain("_truncated").And.Contain("truncated");
    }

    [Test]
    public void TextIsCutAtACharacterWithAMark()
    {
        var formatter = new MessageTemplateTextFormatter("{Message:lj}");
        for (var limit = 1500; limit < 1504; limit++)
        {
            var text = Rendered.Text(formatter, Some.LogEvent("{Text}", properties: [("Text", string.Concat(Enumerable.Repeat("😀", 1000)))]), limit);

            Encoding.UTF8.GetByteCount(text).Should().BeInRange(limit - 3, limit);
            text.Should().EndWith("😀… (truncated from 4000 bytes)").And.NotContain("\ufffd");
        }
    }

    [Test]
    public void AnEventCanBeShortenedAgainToASmallerLimit()
    {
        var logEvent = Some.LogEvent("Hello", properties: [("Long", new string('a', 500_000))]);
        using var output = new Utf8Buffer();
        var renderer = new MessageRenderer(new CloudWatchJsonFormatter());

        foreach (var limit in (int[])[400_000, 262_118, 5000])
        {
            output.Clear();
            renderer.Render(logEvent, limit, output);
            output.Length.Should().BeInRange(limit - 10, limit);
            Encoding.UTF8.GetString(output.WrittenSpan).Should().Contain("\"truncated\":500");
        }
    }

    [Test]
    public void ALimitBelowTheLeastIsTakenForTheLeast()
    {
        var logEvent = Some.LogEvent(new string('m', 5000), exception: Some.Exception(new string('e', 5000)), traceId: Some.TraceId, spanId: Some.SpanId);

        foreach (var formatter in JsonFormatters)
        {
            Rendered.Bytes(formatter, logEvent, 1).Length.Should().BeInRange(400, MessageRenderer.MinimumSizeLimitBytes);
        }
    }

    [Test]
    public void TheCostOfShorteningGrowsWithTheSizeAndNoFaster()
    {
        // Each of these is quadratic for a search that starts again and again, and takes hours. The bound is far above what the
        // busiest machine needs.
        var elapsed = Stopwatch.StartNew();
        foreach (var value in (LogEventPropertyValue[])[
            Some.Value(new string('\\', 5_000_000)),
            Some.Value(string.Concat(Enumerable.Repeat("\"😀\ud800", 1_000_000))),
            Some.Sequence(Enumerable.Repeat<object?>(new string('x', 100), 50_000).ToArray()),
            Some.Sequence(Enumerable.Range(0, 700_000).Cast<object?>().ToArray()),
            Some.Structure(null, Enumerable.Range(0, 100_000).Select(i => ("A" + i, (object?)Guid.Empty)).ToArray()),
            Nested(50, 100_000)])
        {
            foreach (var formatter in JsonFormatters[..3])
            {
                Rendered.Bytes(formatter, Some.LogEvent("{Value}", properties: [("Value", value)]), 100_000).Length.Should().BeLessThanOrEqualTo(100_000);
            }
        }

        elapsed.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(5));
    }

    /// <summary>Structures in structures, each with a long name.</summary>
    static LogEventPropertyValue Nested(int levels, int nameLength)
    {
        var value = Some.Value(Guid.Empty);
        for (var i = 0; i < levels; i++) value = Some.Structure(null, (new string('n', nameLength), value));
        return value;
    }
}

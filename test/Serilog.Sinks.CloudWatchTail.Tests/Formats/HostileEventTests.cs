using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class HostileEventTests
{
    static readonly ITextFormatter[] Formatters = [new CloudWatchJsonFormatter(), new ClefFormatter(), new RenderedClefFormatter()];

    [Test]
    public void AnyEventArrivesAsValidJson() => Properties.ForAll(HostileEvents.Any, logEvent =>
    {
        foreach (var formatter in Formatters)
        {
            using var document = JsonDocument.Parse(Rendered.Bytes(formatter, logEvent));
            document.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
        }
    }, 1000);

    [TestCaseSource(nameof(Formatters))]
    public void AValueWhoseTextCannotBeHadIsReplacedByANote(ITextFormatter formatter)
    {
        var json = Rendered.Text(formatter, Some.LogEvent("{Bad} and {Good}", properties: [("Bad", new Throwing()), ("Good", 1)]));

        json.Should().Contain("Throwing could not be rendered: NotSupportedException: no text").And.Contain("\"Good\":1");
    }

    [TestCaseSource(nameof(Formatters))]
    public void AForeignValueWhoseRenderingFailsIsReplacedByANote(ITextFormatter formatter)
    {
        var json = Rendered.Text(formatter, Some.LogEvent("{Bad}", properties: [("Bad", new ThrowingValue()), ("Good", 1)]));

        json.Should().Contain("ThrowingValue could not be rendered").And.NotContain("half of it").And.Contain("\"Good\":1");
    }

    [TestCaseSource(nameof(Formatters))]
    public void AnExceptionThatThrowsIsReplacedByANote(ITextFormatter formatter)
    {
        var json = Rendered.Text(formatter, Some.LogEvent(exception: new ThrowingException()));

        using var document = JsonDocument.Parse(json);
        json.Should().Contain("ThrowingException could not be rendered: NotSupportedException: no text");
    }

    [Test]
    public void AFormatThatDoesNotSuitItsValueIsNotedInTheMessageAndTheValueIsKept()
    {
        var json = Rendered.CloudWatchJson(Some.LogEvent("took {Elapsed:x8} ms", properties: [("Elapsed", 1.5)]));

        json.Should().Contain("\"message\":\"took (System.Double could not be rendered: FormatException:").And.Contain("\"Elapsed\":1.5");
    }

    [TestCaseSource(nameof(Formatters))]
    public void ACyclicValueIsWrittenAsDeepAsAJsonReaderGoes(ITextFormatter formatter)
    {
        var cyclic = Some.Sequence(1, 2);
        ((LogEventPropertyValue[])cyclic.Elements)[1] = cyclic;

        var json = Rendered.Text(formatter, Some.LogEvent("{Cyclic}", properties: [("Cyclic", cyclic)]));

        using var document = JsonDocument.Parse(json);
        json.Should().Contain("nested too deeply");
    }

    [Test]
    public void AValueThatContainsItselfTwiceEndsAtALengthAndNotAfterTheEndOfTime()
    {
        var cyclic = Some.Sequence(1, 2, 3);
        ((LogEventPropertyValue[])cyclic.Elements)[1] = cyclic;
        ((LogEventPropertyValue[])cyclic.Elements)[2] = cyclic;

        var json = Rendered.Text(new CloudWatchJsonFormatter(), Some.LogEvent("{Cyclic} and {Cyclic}", properties: [("Cyclic", cyclic), ("After", 7)]), 100_000);

        json.Length.Should().BeLessThan(100_000);
        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("After").GetInt32().Should().Be(7);
    }

    [TestCaseSource(nameof(Formatters))]
    public void TenThousandPropertiesAreWritten(ITextFormatter formatter)
    {
        var logEvent = Some.LogEvent(properties: Enumerable.Range(0, 10_000).Select(i => ("Property" + i, (object?)Guid.Empty)).ToArray());

        using var document = JsonDocument.Parse(Rendered.Bytes(formatter, logEvent));

        document.RootElement.EnumerateObject().Count(member => member.Name.StartsWith("Property")).Should().Be(10_000);
    }

    [Test]
    public void AStructureWithThousandsOfTypedMembersComesBack()
    {
        var members = Enumerable.Range(0, 20_000).Select(i => ("Id" + i / 2, (object?)(i % 3 == 0 ? Guid.Empty : "text"))).ToArray();
        var logEvent = Some.LogEvent(properties: [("Wide", Some.Structure(null, members))]);

        var read = Rendered.Read(Rendered.CloudWatchJson(logEvent));

        new LosslessComparison(keepsKinds: true).Compare(read, logEvent);
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    [TestCase(double.NegativeInfinity, "-Infinity")]
    public void WhatIsNoNumberInJsonIsAString(double value, string text)
    {
        foreach (var formatter in Formatters)
        {
            Rendered.Text(formatter, Some.LogEvent(properties: [("Number", value)])).Should().Contain($"\"Number\":\"{text}\"");
        }
    }

    [Test]
    public void ExtremeTimesAreWritten()
    {
        Rendered.CloudWatchJson(Some.LogEvent(timestamp: DateTimeOffset.MaxValue)).Should().Contain("\"timestamp\":\"9999-12-31T23:59:59.9999999Z\"");
        Rendered.CloudWatchJson(Some.LogEvent(timestamp: new(DateTime.MinValue.AddHours(14), TimeSpan.FromHours(14)))).Should().Contain("\"timestamp\":\"0001-01-01T14:00:00.0000000+14:00\"");
        Rendered.Clef(Some.LogEvent(timestamp: DateTimeOffset.MinValue)).Should().Contain("\"@t\":\"0001-01-01T00:00:00.0000000Z\"");
    }

    [Test]
    public void AnAlignmentWiderThanAnyEventDoesNotExhaustTheMemory()
    {
        var message = Rendered.Text(new CloudWatchJsonFormatter(), Some.LogEvent("{A,2000000000}", properties: [("A", 1)]), 10_000);

        message.Length.Should().BeLessThanOrEqualTo(10_000);
    }

    [Test]
    public void AProviderThatThrowsIsNoted()
    {
        var json = Rendered.Text(new CloudWatchJsonFormatter(formatProvider: new ThrowingProvider()), Some.LogEvent("{A}", properties: [("A", 1)]));

        json.Should().Contain("could not be rendered: InvalidTimeZoneException").And.Contain("\"A\":1");
    }

    [Test]
    public void AValueThatLogsWhileItIsRenderedDoesNotMixUpTheEvents()
    {
        var formatter = new ClefFormatter();
        var inner = new StringWriter();
        var text = new StringWriter();

        formatter.Format(Some.LogEvent("{A} {B}", properties: [("A", new Logging(() => formatter.Format(Some.LogEvent("inner {C}", properties: [("C", "c")]), inner))), ("B", "b")]), text);

        text.ToString().Should().Contain("\"A\":\"logged\",\"B\":\"b\"}");
        inner.ToString().Should().Contain("\"@mt\":\"inner {C}\",\"C\":\"c\"}");
    }

    sealed class ThrowingProvider : IFormatProvider
    {
        public object GetFormat(Type? formatType) => throw new InvalidTimeZoneException("no format");
    }

    sealed class Logging(Action log)
    {
        public override string ToString()
        {
            log();
            return "logged";
        }
    }
}

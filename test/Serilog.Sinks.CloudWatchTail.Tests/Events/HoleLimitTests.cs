using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Events;

public class HoleLimitTests
{
    static readonly string[] WideHoles = ["{A:F1001}", "{A,1001}", "{A,-1001}", "{A,1001:F2}", "{A:F999999999}", "{A:N999999999}", "{A,2000000000}", "{A,-2000000000:F2}"];

    static readonly ITextFormatter[] OwnFormatters = [new CloudWatchJsonFormatter(), new RenderedClefFormatter()];

    [Test]
    public void AHoleBeyondTheLimitIsWrittenAsThePlainValue(
        [ValueSource(nameof(WideHoles))] string hole, [ValueSource(nameof(OwnFormatters))] ITextFormatter formatter)
    {
        var text = Write(formatter, Some.LogEvent($"a {hole} b", properties: ("A", 1.5)));

        text.Length.Should().BeLessThan(400);
        text.Should().Contain("a 1.5 b");
    }

    [Test]
    public void AHoleAtTheLimitIsFormattedAndPadded()
    {
        var logEvent = Some.LogEvent("{A:F1000}|{A,1000}|{A,-1000:F1}|", properties: ("A", 1.5));
        var expected = $"{1.5.ToString("F1000", CultureInfo.InvariantCulture)}|{"1.5",1000}|{"1.5",-1000}|";

        Write(new CloudWatchJsonFormatter(), logEvent).Should().Contain(expected);
        HoleLimit.Bound(logEvent).Should().BeSameAs(logEvent);
    }

    [TestCase("F1001", true)]
    [TestCase("d99999999999999999999", true)]
    [TestCase("X0000000000000001001", true)]
    [TestCase("F1001\0", true)]
    [TestCase("F1000", false)]
    [TestCase("N0000000000000000002", false)]
    [TestCase("yyyy-MM-dd HH:mm:ss.fffffff", false)]
    [TestCase("#,##0.00", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void APrecisionIsALetterAndANumber(string? format, bool tooWide) => HoleLimit.IsTooWide(format).Should().Be(tooWide);

    [Test]
    public void AFormatLongerThanTheLimitIsBeyondItWhateverItSays() => HoleLimit.IsTooWide(new string('0', 1001)).Should().BeTrue();

    [Test]
    public void AFormatterOfAnotherPackageGetsAnEventThatItMayRender([ValueSource(nameof(WideHoles))] string hole)
    {
        using var output = new Utf8Buffer();
        new MessageRenderer(new MessageTemplateTextFormatter("{Message}")).Render(Some.LogEvent($"a {hole} b", properties: ("A", 1.5)), 100_000, output);

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("a 1.5 b");
    }

    [Test]
    public void AMessageThatAsksForMoreIsReadAsAnEventThatAnySinkMayRender([ValueSource(nameof(WideHoles))] string hole, [Values("@mt", "template")] string member)
    {
        var message = member == "@mt"
            ? $$"""{"@t":"2026-08-01T10:34:56.1234567Z","@mt":"a {{hole}} b","A":1.5}"""
            : $$"""{"timestamp":"2026-08-01T10:34:56.1234567Z","level":"Information","template":"a {{hole}} b","A":1.5}""";

        LogEventReader.TryRead(message, out var logEvent).Should().BeTrue();

        logEvent!.RenderMessage(CultureInfo.InvariantCulture).Should().Be("a 1.5 b");
        logEvent.MessageTemplate.Text.Should().Be($"a {hole} b");
    }

    [Test]
    public void TheOtherRenderingsOfAReadMessageKeepTheirHoles()
    {
        const string message = """{"@t":"2026-08-01T10:34:56.1234567Z","@mt":"{A:F1001} {B:000}","@r":["1.5","007"],"A":1.5,"B":7}""";

        LogEventReader.TryRead(message, out var logEvent).Should().BeTrue();

        logEvent!.RenderMessage(CultureInfo.InvariantCulture).Should().Be("1.5 007");
        Write(new ClefFormatter(), logEvent).Should().Be(message);
    }

    [Test]
    public void WithinTheLimitClefIsStillWhatSerilogWrites()
    {
        var logEvent = Some.LogEvent("{A:F1000} {A,1000:F2}", properties: ("A", 1.5));

        Write(new ClefFormatter(), logEvent).Should().Be(CompactJsonReference.Write(logEvent));
    }

    static string Write(ITextFormatter formatter, LogEvent logEvent)
    {
        var text = new StringWriter();
        formatter.Format(logEvent, text);
        return text.ToString().TrimEnd();
    }
}

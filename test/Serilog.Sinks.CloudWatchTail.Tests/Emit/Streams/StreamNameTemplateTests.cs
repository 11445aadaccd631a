using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Streams;

public class StreamNameTemplateTests
{
    static readonly StreamConstants Constants = new("web-1", "shop", "4711", "0badcafe");

    [TestCase("{MachineName}/{ProcessName}/{ProcessId}", "web-1/shop/4711")]
    [TestCase("{InstanceId}", "0badcafe")]
    [TestCase("{{literal}}", "{literal}")]
    [TestCase("plain", "plain")]
    public void ATemplateOfConstantTokensIsOneName(string template, string expected)
    {
        var parsed = Parse(template);
        parsed.Constant.Should().Be(expected);
        Render(parsed, Some.Event()).Should().Be(expected);
    }

    [Test]
    public void TheDateIsTheEventsOwnInUtc()
    {
        var lateEvening = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(-5));
        Render(Parse("app-{Date}"), Some.Event(at: lateEvening)).Should().Be("app-2026-03-02");
        Render(Parse("app/{Date:yyyy/MM/dd-HH}"), Some.Event(at: lateEvening)).Should().Be("app/2026/03/02-04");
    }

    [Test]
    public void APropertyOfTheEventStandsInTheName()
    {
        var template = Parse("{TenantId|shared}/{Shard:000}");
        Render(template, Some.Event(properties: [("TenantId", "acme"), ("Shard", 7)])).Should().Be("acme/007");
        Render(template, Some.Event(properties: [("Shard", 7)])).Should().Be("shared/007");
        Render(template, Some.Event(properties: [("TenantId", null), ("Shard", 7)])).Should().Be("shared/007");
        Render(Parse("x{Unknown}"), Some.Event()).Should().Be("x-");
    }

    [Test]
    public void AValueCannotLeaveItsPlaceInTheName()
    {
        var hostile = Some.Event(properties: [("TenantId", "a/b:c*d\r\n\u0000e")]);
        Render(Parse("t/{TenantId}"), hostile).Should().Be("t/a-b-c-d---e");
    }

    [Test]
    public void ANameNeverExceedsWhatTheServiceTakesAndIsNeverCutInsideACharacter()
    {
        var prefix = new string('x', 510);
        Render(Parse(prefix + "{P}"), Some.Event(properties: [("P", "yyyy")])).Should().HaveLength(512);
        Render(Parse(prefix + "{P}"), Some.Event(properties: [("P", "y😀")])).Should().Be(prefix + "y");
    }

    [Test]
    public void AValueWhoseTextCannotBeHadIsAMissingValue()
    {
        Render(Parse("{P|none}"), Some.Event(properties: [("P", new Unprintable())])).Should().Be("none");
    }

    [TestCase("", "empty")]
    [TestCase("a:b", "position 1")]
    [TestCase("a*b", "position 1")]
    [TestCase("ab{Tenant", "position 2 is not closed")]
    [TestCase("ab}c", "position 2")]
    [TestCase("{}", "position 1")]
    [TestCase("{a b}", "position 1")]
    [TestCase("{Date:HH:mm}", "may not stand in a stream name")]
    [TestCase("{Date:%}", "not a date format")]
    [TestCase("{ProcessId:000}", "takes no format")]
    [TestCase("{TenantId:}", "empty format")]
    public void AMalformedTemplateIsRefusedWithThePosition(string template, string reason)
    {
        StreamNameTemplate.TryParse(template, Constants, out _, out var error).Should().BeFalse();
        error.Should().Contain(reason);
    }

    static StreamNameTemplate Parse(string template)
    {
        StreamNameTemplate.TryParse(template, Constants, out var result, out var error).Should().BeTrue(error);
        return result!;
    }

    static string Render(StreamNameTemplate template, LogEvent logEvent)
    {
        var name = new StringBuilder("left over");
        template.Render(Capture.Event(logEvent), name);
        return name.ToString();
    }

    sealed class Unprintable
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }
}

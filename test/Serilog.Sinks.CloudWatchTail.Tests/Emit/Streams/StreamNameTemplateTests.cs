using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Streams;

public class StreamNameTemplateTests
{
    static readonly StreamConstants Constants = new("web-1", "shop", "4711", "0badcafe", "1.2.3-beta", name => name == "STAGE" ? "test/eu:1" : null);

    [TestCase("{MachineName}/{ProcessName}/{ProcessId}", "web-1/shop/4711")]
    [TestCase("{InstanceId}", "0badcafe")]
    [TestCase("v{AppVersion}", "v1.2.3-beta")]
    [TestCase("{Env:STAGE}", "test-eu-1")]
    [TestCase("{Env:STAGE|none}", "test-eu-1")]
    [TestCase("{Env:OTHER|none}", "none")]
    [TestCase("{Env:X20261|none}", "none")]
    [TestCase("a😀b", "a😀b")]
    [TestCase("{Env:OTHER}", "-")]
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
    public void TheThreadIsTheEventsPropertyOrElseTheOneThatLogged()
    {
        var template = Parse("{ThreadName|none}");
        template.Constant.Should().BeNull();
        Render(template, Some.Event(), new StreamHint("worker/1", IsName: false)).Should().Be("worker-1");
        Render(template, Some.Event(properties: [("ThreadName", "web")]), new StreamHint("worker", IsName: false)).Should().Be("web");
        Render(template, Some.Event()).Should().Be("none");
        Render(Parse("{ThreadName}"), Some.Event()).Should().Be("-");
    }

    [Test]
    public void AChosenNameMayHaveSlashesAndIsConfinedOtherwise()
    {
        var chosen = new StreamHint("a/b:c*d\r\ud800" + new string('x', 600), IsName: true);
        Render(Parse("{TenantId}"), Some.Event(), chosen).Should().HaveLength(512).And.StartWith("a/b-c-d--xx");
        Render(Parse("t"), Some.Event(), new StreamHint(new string('x', 511) + "😀", IsName: true)).Should().Be(new string('x', 511));
    }

    [Test]
    public void AVariableThatIsNotSetAndHasNoDefaultIsRemembered()
    {
        Parse("{Env:STAGE}-{Env:A}-{Env:B|b}").UnsetVariables.Should().Equal("A");
    }

    [Test]
    public void TheVersionOfTheProgramIsTheInformationalOneWithoutTheBuild()
    {
        var version = AppVersion.Of(typeof(StreamNameTemplate).Assembly);
        version.Should().NotBeEmpty().And.NotContain("+");
        AppVersion.Of(null).Should().BeEmpty();
        StreamConstants.OfThisProcess(() => 0.5, _ => null).ValueOf("AppVersion").Should().Be(AppVersion.Of(System.Reflection.Assembly.GetEntryAssembly()));
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
    [TestCase("{Date:HH:mm}", "is not allowed in a stream name")]
    [TestCase("{Date:%}", "not a date format")]
    [TestCase("{ProcessId:000}", "does not accept a format")]
    [TestCase("{Env}", "names no environment variable")]
    [TestCase("{Env|x}", "names no environment variable")]
    [TestCase("{Env:}", "names no environment variable")]
    [TestCase("{Date|x}", "takes no default")]
    [TestCase("{Date:yyyy|x}", "takes no default")]
    [TestCase("{Env:A B}", "'A B' at position 1 is not the name of an environment variable")]
    [TestCase("{AppVersion:3}", "does not accept a format")]
    [TestCase("{ThreadName:x}", "does not accept a format")]
    [TestCase("{TenantId:}", "empty format")]
    public void AMalformedTemplateIsRefusedWithThePosition(string template, string reason)
    {
        StreamNameTemplate.TryParse(template, Constants, out _, out var error).Should().BeFalse();
        error.Should().Contain(reason);
    }

    [Test]
    public void HalfACharacterIsRefusedWithThePosition()
    {
        StreamNameTemplate.TryParse("a\ud83d", Constants, out _, out var high).Should().BeFalse();
        high.Should().Contain("'\\ud83d' at position 1");
        StreamNameTemplate.TryParse("\ude00b", Constants, out _, out var low).Should().BeFalse();
        low.Should().Contain("'\\ude00' at position 0");
    }

    static StreamNameTemplate Parse(string template)
    {
        StreamNameTemplate.TryParse(template, Constants, out var result, out var error).Should().BeTrue(error);
        return result!;
    }

    static string Render(StreamNameTemplate template, LogEvent logEvent, StreamHint hint = default)
    {
        var name = new StringBuilder("left over");
        var captured = Capture.Events(logEvent);
        captured.SetHint(hint);
        template.Render(captured[0], name);
        return name.ToString();
    }

    sealed class Unprintable
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }
}

using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.Put;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Put;

public class LineEventsTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("plain text with {braces} and \"quotes\"")]
    [TestCase("""{"@t":"2026-02-28T12:00:00Z","@mt":"Order {Id}","Id":7}""")]
    [TestCase("""{"timestamp":"2026-02-28T12:00:00Z","level":"Error","message":"x"}""")]
    [TestCase("  indented {")]
    public void ALineIsSentAsItIs(string line)
    {
        using var sent = new StringWriter();
        new LineFormatter().Format(Read(line), sent);
        sent.ToString().Should().Be(line);
    }

    [Test]
    public void TheTimeIsTheLinesOwnOrThePresent()
    {
        Read("plain").Timestamp.Should().Be(Now);
        Read("""{"@t":"2026-02-28T12:00:00Z","@mt":"x"}""").Timestamp.Should().Be(Now.AddDays(-1));
    }

    [Test]
    public void AFatalLineDoesNotHurryTheSink() => Read("""{"@t":"2026-02-28T12:00:00Z","@l":"Fatal","@mt":"x"}""").Level.Should().Be(LogEventLevel.Information);

    [Test]
    public void AStreamTemplateCanAskForPropertiesOfALine()
    {
        Read("""{"@t":"2026-02-28T12:00:00Z","@mt":"x","TenantId":"acme"}""", keepsProperties: true).Properties.Should().ContainKey("TenantId");
        Read("""{"@t":"2026-02-28T12:00:00Z","@mt":"x","TenantId":"acme"}""").Properties.Should().BeEmpty();
    }

    static LogEvent Read(string line, bool keepsProperties = false)
    {
        var clock = new ManualTimeProvider(Now);
        return new LineEvents(keepsProperties, clock).Read(Encoding.UTF8.GetBytes(line));
    }
}

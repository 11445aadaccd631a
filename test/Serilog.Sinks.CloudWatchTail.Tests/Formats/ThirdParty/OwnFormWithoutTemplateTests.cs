using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.ThirdParty;

public class OwnFormWithoutTemplateTests
{
    /// <summary>Without a template CloudWatch JSON is any logger's JSON, whatever the form of its message and its level.</summary>
    [Test]
    public void ItsLevelTimeAndMessageAreUnderstood(
        [Values("Serilog", "Upper", "OpenTelemetry")] string levelNames, [Values] bool quoteStrings, [Values] LogEventLevel level)
    {
        var formatter = new CloudWatchJsonFormatter(writeTemplate: false, quoteStrings: quoteStrings, levelNames: levelNames, metrics: [new("Elapsed", @namespace: "Shop")]);

        var read = Rendered.Read(Rendered.Text(formatter, Some.LogEvent("Took {Elapsed} ms for {Customer}", level: level, properties: [("Elapsed", 12.5), ("Customer", "ACME")])));

        read.Level.Should().Be(level);
        read.Timestamp.Should().Be(Some.Instant);
        read.RenderMessage().Should().Be(quoteStrings ? "Took 12.5 ms for \"ACME\"" : "Took 12.5 ms for ACME");
        read.Properties.Keys.Should().Contain(["Elapsed", "Customer"]);
    }

    [Test]
    public void AMessageInAWrapperIsReadInEachForm([Values("Serilog", "Upper", "OpenTelemetry")] string levelNames, [Values] bool quoteStrings)
    {
        var logEvent = Some.LogEvent("Hello {Name}", level: LogEventLevel.Error, properties: [("Name", "Alice")]);
        var written = Rendered.Text(new CloudWatchJsonFormatter(quoteStrings: quoteStrings, levelNames: levelNames), logEvent);
        foreach (var wrapped in (string[])[$"2026-08-01T10:34:56.000Z stdout F {written}", $"{{\"log\":{System.Text.Json.JsonSerializer.Serialize(written)},\"stream\":\"stdout\",\"time\":\"2026-08-01T10:34:56Z\"}}"])
        {
            var read = Rendered.Read(wrapped);
            read.Level.Should().Be(LogEventLevel.Error);
            read.MessageTemplate.Text.Should().Be("Hello {Name}");
            read.Properties.Keys.Should().Contain("Name").And.NotContain("message").And.NotContain("severityText");
        }
    }
}

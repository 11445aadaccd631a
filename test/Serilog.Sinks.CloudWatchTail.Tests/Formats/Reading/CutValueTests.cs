using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Reading;

// A message that was cut off in a value, or has something behind it, keeps what was there.
public class CutValueTests
{
    [TestCase("""{"Timestamp":"2026-11-20T10:11:12Z","Level":"Debug","MessageTemplate":"Hello, {Name}","RenderedMessage":"Hello, \"Alice\"","Properties":{"Name":" """)]
    [TestCase("""{"timestamp":"2026-11-20T10:11:12Z","level":"Debug","message":"Hello, \"Alice\"","template":"Hello, {Name}","Name":" """)]
    [TestCase("""{"timestamp":"2026-11-20T10:11:12Z","level":"Debug","message":"Hello, Alice","template":"Hello, {Name}","Name":""}""")]
    public void ARenderedStringOutlivesItsEmptyProperty(string message)
    {
        LogEventReader.TryRead(message.TrimEnd(' '), out var logEvent).Should().BeTrue();
        (logEvent!.RenderMessage() + string.Join(' ', logEvent.Properties)).Should().Contain("Alice");
    }

    [TestCase("""{"timestamp":"2026-11-20T10:11:12Z","level":"Debug","message":"Hello, \"\"","template":"Hello, {Name}","Name":""}""")]
    [TestCase("""{"timestamp":"2026-11-20T10:11:12Z","level":"Debug","message":"Hello, ","template":"Hello, {Name}","Name":""}""")]
    [TestCase("""{"timestamp":"2026-11-20T10:11:12Z","level":"Debug","message":"\"\"!","template":"{Name}\"\"!","Name":""}""")]
    public void AnEmptyStringIsRenderedWithQuotesOrWithout(string message)
    {
        LogEventReader.TryRead(message, out var logEvent).Should().BeTrue();
        logEvent!.MessageTemplate.Text.Should().Contain("{Name}");
    }

    [TestCase("/Date(1795169472345)/", true)]
    [TestCase("/Date(1795169472345+0100)/", true)]
    [TestCase("/Date(1795169472345", false)]
    [TestCase("/Date(179ate(1795169472345)/", false)]
    [TestCase("/Date(1795169472345)/ and more", false)]
    public void AnOlderDateOfDotnetIsATimeOnlyAsAWhole(string written, bool isTime)
    {
        LogEventReader.TryRead($$"""{"time":"{{written}}","level":"info","msg":"m"}""", out var logEvent).Should().BeTrue();
        if (isTime) logEvent!.Timestamp.ToUnixTimeMilliseconds().Should().Be(1795169472345);
        else string.Join(' ', logEvent!.Properties).Should().Contain(written);
    }
}

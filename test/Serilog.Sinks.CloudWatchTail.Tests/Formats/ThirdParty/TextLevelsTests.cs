using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.ThirdParty;

public class TextLevelsTests
{
    /// <summary>Loggers that take their output for a terminal colour it; the message keeps its colours, a terminal may show them.</summary>
    [TestCase("^[2m2024-01-02T03:04:05.678Z^[0m ^[33m WARN^[0m ^[2mshop^[0m^[2m:^[0m stock is low", LogEventLevel.Warning)]
    [TestCase("^[31mERROR^[0m out of stock", LogEventLevel.Error)]
    [TestCase("^[40m^[1m^[33mwarn^[39m^[22m^[49m: Shop.Orders[14]\n      stock is low", LogEventLevel.Warning)]
    [TestCase("[^[1;31mFATAL^[0m] out of memory", LogEventLevel.Fatal)]
    [TestCase("^[38;5;0229m[03:04:05 ^[0m^[38;5;0214mDBG^[0m] opened", LogEventLevel.Debug)]
    [TestCase("^[31m an error in the middle of a sentence", LogEventLevel.Information)]
    [TestCase("^[", LogEventLevel.Information)]
    public void ColoursDoNotHideALevel(string shown, LogEventLevel level)
    {
        var message = shown.Replace('^', '\u001b');
        LogEventReader.TryRead(message, Some.Instant, out var logEvent).Should().BeTrue();

        logEvent!.Level.Should().Be(level);
        logEvent.MessageTemplate.Text.Should().Be(message);
    }

    /// <summary>A sentence may stand behind a time as well.</summary>
    [TestCase("20 Nov 2026 10:11:12 failed to do x", LogEventLevel.Information)]
    [TestCase("2026-11-20 10:11:12 failed to do x", LogEventLevel.Information)]
    [TestCase("2026-11-20T10:11:12Z log rotated", LogEventLevel.Information)]
    [TestCase("10:11:12.345 panic button pressed", LogEventLevel.Information)]
    [TestCase("10:11:12.345 alert sent to operator", LogEventLevel.Information)]
    [TestCase("[2026-11-20T10:11:12Z failed logins: 0]", LogEventLevel.Information)]
    [TestCase("20 Nov 2026 10:11:12 error while doing x", LogEventLevel.Error)]
    [TestCase("2026-11-20 10:11:12 warn low on stock", LogEventLevel.Warning)]
    [TestCase("2026-11-20 10:11:12 FAILED to do x", LogEventLevel.Error)]
    [TestCase("2026-11-20 10:11:12 fail: Shop.Orders[14]", LogEventLevel.Error)]
    [TestCase("2026-11-20 10:11:12 panic  worker stopped", LogEventLevel.Fatal)]
    [TestCase("[2026-11-20T10:11:12Z error shop] no stock", LogEventLevel.Error)]
    public void BehindATimeOnlyAWordThatIsALevelCounts(string message, LogEventLevel level) =>
        Rendered.Read(message).Level.Should().Be(level);

    [Test]
    public void ColoursDoNotHideATime()
    {
        LogEventReader.TryRead("\u001b[2m2024-01-02T03:04:05.678Z\u001b[0m started", DateTimeOffset.UnixEpoch, out var logEvent).Should().BeTrue();

        logEvent!.Timestamp.Should().Be(new DateTimeOffset(2024, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
    }

    [Test]
    public void ColoursDoNotHideALevelInJson() =>
        Rendered.Read("{\"level\":\"\\u001b[31merror\\u001b[39m\",\"message\":\"winston\"}").Level.Should().Be(LogEventLevel.Error);
}

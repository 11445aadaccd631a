using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class RecordedMessageTests
{
    static readonly IEnumerable<RecordedMessage> Messages = RecordedMessage.ReadAll(Golden.Read("recorded-messages.golden"));

    SelfLogCollector _selfLog = null!;

    [SetUp]
    public void WatchTheSelfLog() => _selfLog = new();

    /// <summary>A message that made the reader throw is read as its text, which may look like the right reading.</summary>
    [TearDown]
    public void NothingWasLogged()
    {
        _selfLog.Dispose();
        _selfLog.Lines.Should().NotContain(line => line.Contains("could not be read"));
    }

    [TestCaseSource(nameof(Messages))]
    public void AMessageOfAnotherLoggerIsUnderstood(RecordedMessage recorded)
    {
        LogEventReader.TryRead(recorded.Message, RecordedMessage.Fallback, out var logEvent).Should().BeTrue();

        RecordedMessage.Describe(logEvent!).Should().Be(recorded.Reading);
    }

    [TestCaseSource(nameof(Messages))]
    public void WhatWasUnderstoodCanBeWrittenAndReadAgain(RecordedMessage recorded)
    {
        LogEventReader.TryRead(recorded.Message, RecordedMessage.Fallback, out var logEvent).Should().BeTrue();

        var json = Rendered.CloudWatchJson(logEvent!);

        using var document = JsonDocument.Parse(json);
        LogEventReader.TryRead(Encoding.UTF8.GetBytes(json), RecordedMessage.Fallback, out var again).Should().BeTrue();
        if (recorded.Reading.Contains(":x8")) return;
        RecordedMessage.Describe(again!).Should().Be(RecordedMessage.Describe(logEvent!));
    }

    [Test]
    public void ThereAreMessagesOfManyLoggers() => Messages.Should().HaveCountGreaterThan(100);
}

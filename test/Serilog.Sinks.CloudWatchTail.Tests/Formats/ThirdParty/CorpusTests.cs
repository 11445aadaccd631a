using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.ThirdParty;

/// <summary>
/// Messages as they stand in log groups, by the product that writes them. Each has all that it is to be read as: a line that changes is a reading that
/// changed, for better or worse.
/// </summary>
public class CorpusTests
{
    static readonly string[] Families =
        ["aws-lambda", "aws-services", "containers-syslog", "databases", "dotnet", "go", "java", "javascript", "odd", "opentelemetry", "php-ruby-rust-elixir", "python", "web-servers"];

    static IEnumerable<TestCaseData> Messages() =>
        from family in Families
        from recorded in RecordedMessage.ReadAll(Golden.Read($"messages-{family}.golden"))
        select new TestCaseData(recorded).SetArgDisplayNames(family, recorded.Name);

    SelfLogCollector _selfLog = null!;

    [SetUp]
    public void WatchTheSelfLog() => _selfLog = new();

    [TearDown]
    public void NothingWasLogged()
    {
        _selfLog.Dispose();
        _selfLog.Lines.Should().NotContain(line => line.Contains("could not be read"));
    }

    [TestCaseSource(nameof(Messages))]
    public void AMessageIsUnderstood(RecordedMessage recorded)
    {
        LogEventReader.TryRead(recorded.Message, RecordedMessage.Fallback, out var logEvent).Should().BeTrue();

        RecordedMessage.Describe(logEvent!).Should().Be(recorded.Reading);
    }

    /// <summary>What is relayed to another log group is read there as it was read here.</summary>
    [TestCaseSource(nameof(Messages))]
    public void WhatWasUnderstoodIsReadTheSameWhenItWasWrittenAgain(RecordedMessage recorded)
    {
        LogEventReader.TryRead(recorded.Message, RecordedMessage.Fallback, out var logEvent).Should().BeTrue();

        var json = Rendered.CloudWatchJson(logEvent!);

        using var document = JsonDocument.Parse(json);
        LogEventReader.TryRead(Encoding.UTF8.GetBytes(json), RecordedMessage.Fallback, out var again).Should().BeTrue();
        again!.Level.Should().Be(logEvent!.Level);
        again.Timestamp.Should().Be(logEvent.Timestamp);
        again.Properties.Keys.Should().BeEquivalentTo(logEvent.Properties.Keys);
        if (!recorded.Message.Contains("Renderings")) RecordedMessage.Describe(again).Should().Be(RecordedMessage.Describe(logEvent));
    }

    [Test]
    public void ThereAreHundredsOfMessages() => Messages().Should().HaveCountGreaterThan(400);
}

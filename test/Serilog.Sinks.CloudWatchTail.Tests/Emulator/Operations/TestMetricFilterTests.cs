using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class TestMetricFilterTests : EmulatorTest
{
    [Test]
    public async Task MatchesAreNumberedAndTheirFieldsExtracted()
    {
        var answer = await Http.DoAsync("TestMetricFilter", new { filterPattern = "[level=ERROR, code, ...]", logEventMessages = new[] { "INFO 1 a", "ERROR 2 b", "ERROR 3" } });
        answer.GetRawText().Should().Be(
            """{"matches":[{"eventNumber":2,"eventMessage":"ERROR 2 b","extractedValues":{"$level":"ERROR","$code":"2","$3":"b"}},"""
            + """{"eventNumber":3,"eventMessage":"ERROR 3","extractedValues":{"$level":"ERROR","$code":"3"}}]}""");
    }

    [Test]
    public async Task AMalformedPatternIsRefused() =>
        (await Http.SendAsync("TestMetricFilter", new { filterPattern = "{ $.a == 1 }", logEventMessages = new[] { "x" } })).ShouldFail("InvalidParameterException", "Invalid filter pattern");

    [Test]
    public async Task FiftyMessagesAreTheLimit()
    {
        await Http.DoAsync("TestMetricFilter", new { filterPattern = "", logEventMessages = Enumerable.Repeat("x", 50) });
        (await Http.SendAsync("TestMetricFilter", new { filterPattern = "", logEventMessages = Enumerable.Repeat("x", 51) })).Message.Should().EndWith("Member must have length less than or equal to 50");
        (await Http.SendAsync("TestMetricFilter", new { filterPattern = "", logEventMessages = Array.Empty<string>() }))
            .ShouldFail("InvalidParameterException", Violation("[]", "logEventMessages", "Member must have length greater than or equal to 1"));
    }

    [Test]
    public async Task APatternMayHave1024Characters()
    {
        await Http.DoAsync("TestMetricFilter", new { filterPattern = new string('a', 1024), logEventMessages = new[] { "x" } });
        (await Http.SendAsync("TestMetricFilter", new { filterPattern = new string('a', 1025), logEventMessages = new[] { "x" } })).Message.Should().EndWith("Member must have length less than or equal to 1024");
    }
}

using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class ListLogGroupsTests : EmulatorTest
{
    [TestCase("^/shop", "/shop/orders", "/shop/stock")]
    [TestCase("orders", "/shop/orders", "/web/orders-archive")]
    [TestCase("stock|^/web", "/shop/stock", "/web/orders-archive")]
    [TestCase("^orders")]
    public async Task APatternIsPartsOfNamesOrTheirBeginnings(string pattern, params string[] found)
    {
        foreach (var group in (string[])["/shop/orders", "/shop/stock", "/web/orders-archive"]) await CreateAsync(group);
        Names(await Http.DoAsync("ListLogGroups", new { logGroupNamePattern = pattern })).Should().Equal(found);
    }

    [Test]
    public async Task PagesFollowEachOther()
    {
        for (var i = 0; i < 5; i++) await CreateAsync($"g{i}");
        var first = await Http.DoAsync("ListLogGroups", new { limit = 3 });
        var second = await Http.DoAsync("ListLogGroups", new { limit = 3, nextToken = first.GetProperty("nextToken").GetString() });
        Names(first).Concat(Names(second)).Should().Equal("g0", "g1", "g2", "g3", "g4");
        second.TryGetProperty("nextToken", out _).Should().BeFalse();
    }

    [TestCase("ESSENTIALS", "essential")]
    [TestCase("INFREQUENT_ACCESS", "infrequent")]
    public async Task AClassIsAskedForByItsName(string logGroupClass, string found)
    {
        Aws.CreateLogGroup("essential", "ESSENTIALS");
        Aws.CreateLogGroup("infrequent", "INFREQUENT_ACCESS");
        Aws.CreateLogGroup("standard");
        var answer = await Http.DoAsync("ListLogGroups", new { logGroupClass });
        Names(answer).Should().Equal(found);
        answer.GetProperty("logGroups")[0].GetProperty("logGroupArn").GetString().Should().Be(ArnOf(found));
    }

    [TestCase("ab")]
    [TestCase("a b c")]
    [TestCase("one|two|three|four|five|six")]
    public async Task AnotherPatternIsRefused(string pattern) =>
        (await Http.SendAsync("ListLogGroups", new { logGroupNamePattern = pattern })).Code.Should().Be("InvalidParameterException");

    static IEnumerable<string> Names(JsonElement answer) => answer.GetProperty("logGroups").EnumerateArray().Select(g => g.GetProperty("logGroupName").GetString()!);
}

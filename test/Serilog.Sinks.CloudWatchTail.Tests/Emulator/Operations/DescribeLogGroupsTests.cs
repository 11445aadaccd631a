using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class DescribeLogGroupsTests : EmulatorTest
{
    [Test]
    public async Task AGroupIsDescribedWithBothArns()
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = Group, kmsKeyId = "arn:aws:kms:us-east-1:123456789012:key/abc" });
        await Http.DoAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = 7 });
        Aws.Put(Group, Stream, "four");
        var group = (await Http.DoAsync("DescribeLogGroups", "{}")).GetProperty("logGroups").EnumerateArray().Single();
        group.GetProperty("logGroupName").GetString().Should().Be(Group);
        group.GetProperty("arn").GetString().Should().Be("arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders:*");
        group.GetProperty("logGroupArn").GetString().Should().Be("arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders");
        group.GetProperty("retentionInDays").GetInt32().Should().Be(7);
        group.GetProperty("storedBytes").GetInt64().Should().Be(4 + 26);
        group.GetProperty("logGroupClass").GetString().Should().Be("STANDARD");
        group.GetProperty("kmsKeyId").GetString().Should().Be("arn:aws:kms:us-east-1:123456789012:key/abc");
        group.GetProperty("metricFilterCount").GetInt32().Should().Be(0);
        group.GetProperty("creationTime").GetInt64().Should().BeInRange(Now - 60_000, Now);
    }

    [Test]
    public async Task GroupsComeInTheOrderOfTheirCharacters()
    {
        foreach (var name in (string[])["b", "a", "_", "B"]) await CreateAsync(name);
        Names(await Http.DoAsync("DescribeLogGroups", "{}")).Should().Equal("B", "_", "a", "b");
    }

    [Test]
    public async Task APrefixChoosesByTheBeginningAndAPatternAnywhere()
    {
        foreach (var name in (string[])["DataLogs", "aws2/DataLogs", "GroupDataLogs", "datalogs"]) await CreateAsync(name);
        Names(await Http.DoAsync("DescribeLogGroups", new { logGroupNamePrefix = "Data" })).Should().Equal("DataLogs");
        var byPattern = await Http.DoAsync("DescribeLogGroups", new { logGroupNamePattern = "DataLogs" });
        Names(byPattern).Should().Equal("DataLogs", "GroupDataLogs", "aws2/DataLogs");
        byPattern.GetProperty("logGroups")[0].EnumerateObject().Select(p => p.Name).Should().BeEquivalentTo("arn", "creationTime", "logGroupName");
    }

    [Test]
    public async Task PrefixAndPatternExcludeEachOther() =>
        (await Http.SendAsync("DescribeLogGroups", new { logGroupNamePrefix = "a", logGroupNamePattern = "b" })).Code.Should().Be("InvalidParameterException");

    [Test]
    public async Task AClassChooses()
    {
        foreach (var c in (string[])["STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"]) await Http.DoAsync("CreateLogGroup", new { logGroupName = c, logGroupClass = c });
        Names(await Http.DoAsync("DescribeLogGroups", new { logGroupClass = "STANDARD" })).Should().Equal("STANDARD");
        Names(await Http.DoAsync("DescribeLogGroups", new { logGroupClass = "DELIVERY" })).Should().Equal("DELIVERY");
        Names(await Http.DoAsync("DescribeLogGroups", new { logGroupClass = "ESSENTIALS" })).Should().Equal("ESSENTIALS", "INFREQUENT_ACCESS");
    }

    [Test]
    public async Task IdentifiersChooseByNameAndByArn()
    {
        foreach (var name in (string[])["a", "b", "c"]) await CreateAsync(name);
        Names(await Http.DoAsync("DescribeLogGroups", new { logGroupIdentifiers = new[] { "a", Aws.LogGroup("c")!.Arn } })).Should().Equal("a", "c");
        (await Http.SendAsync("DescribeLogGroups", new { logGroupIdentifiers = new[] { "a" }, logGroupNamePrefix = "a" })).Code.Should().Be("InvalidParameterException");
    }

    [Test]
    public async Task PagesFollowEachOtherByTheirTokens()
    {
        for (var i = 0; i < 120; i++) await CreateAsync($"group{i:000}");
        var first = await Http.DoAsync("DescribeLogGroups", "{}");
        Names(first).Should().HaveCount(50, "it is the default").And.StartWith("group000");
        var second = await Http.DoAsync("DescribeLogGroups", new { limit = 50, nextToken = first.GetProperty("nextToken").GetString() });
        Names(second)[0].Should().Be("group050");
        var third = await Http.DoAsync("DescribeLogGroups", new { limit = 20, nextToken = second.GetProperty("nextToken").GetString() });
        Names(third).Should().HaveCount(20).And.EndWith("group119");
        third.TryGetProperty("nextToken", out _).Should().BeFalse("the last page was exactly full");
    }

    [TestCase(0, "Member must have value greater than or equal to 1")]
    [TestCase(51, "Member must have value less than or equal to 50")]
    public async Task ALimitIsBetween1And50(int limit, string constraint) =>
        (await Http.SendAsync("DescribeLogGroups", new { limit })).ShouldFail("InvalidParameterException", Violation($"{limit}", "limit", constraint));

    [Test]
    public async Task ATokenOfAnotherQueryIsRefused()
    {
        for (var i = 0; i < 3; i++) await CreateAsync($"group{i}");
        var token = (await Http.DoAsync("DescribeLogGroups", new { limit = 1 })).GetProperty("nextToken").GetString();
        foreach (object query in (object[])[new { limit = 1, nextToken = token, logGroupNamePrefix = "g" }, new { nextToken = "garbage" }, new { nextToken = "AAAA" }])
        {
            (await Http.SendAsync("DescribeLogGroups", query)).ShouldFail("InvalidParameterException", "The specified nextToken is invalid.");
        }
    }

    static string[] Names(JsonElement answer) =>
        answer.GetProperty("logGroups").EnumerateArray().Select(g => g.GetProperty("logGroupName").GetString()!).ToArray();
}

using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class DescribeLogStreamsTests : EmulatorTest
{
    [Test]
    public async Task AStreamIsDescribedByItsEvents()
    {
        var now = DateTimeOffset.UtcNow;
        Aws.Put(Group, Stream, [(now.AddMinutes(-1), "later"), (now.AddMinutes(-2), "earlier")]);
        var stream = (await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group })).GetProperty("logStreams").EnumerateArray().Single();
        stream.GetProperty("logStreamName").GetString().Should().Be(Stream);
        stream.GetProperty("arn").GetString().Should().Be("arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders:log-stream:app/1");
        stream.GetProperty("firstEventTimestamp").GetInt64().Should().Be(now.AddMinutes(-2).ToUnixTimeMilliseconds());
        stream.GetProperty("lastEventTimestamp").GetInt64().Should().Be(now.AddMinutes(-1).ToUnixTimeMilliseconds());
        stream.GetProperty("lastIngestionTime").GetInt64().Should().BeInRange(Now - 60_000, Now);
        stream.GetProperty("storedBytes").GetInt64().Should().Be(0, "the service reports nothing else");
        stream.GetProperty("uploadSequenceToken").GetString().Should().NotBeEmpty();
    }

    [Test]
    public async Task AnEmptyStreamHasNoTimes()
    {
        await CreateAsync(Group, Stream);
        var stream = (await Http.DoAsync("DescribeLogStreams", new { logGroupIdentifier = Group })).GetProperty("logStreams").EnumerateArray().Single();
        stream.EnumerateObject().Select(p => p.Name).Should().BeEquivalentTo("logStreamName", "creationTime", "arn", "storedBytes");
    }

    [Test]
    public async Task StreamsComeByNameBothWays()
    {
        await CreateAsync(Group, "b", "a", "c");
        Names(await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group })).Should().Equal("a", "b", "c");
        Names(await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group, descending = true })).Should().Equal("c", "b", "a");
        Names(await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group, orderBy = "LogStreamName", logStreamNamePrefix = "b" })).Should().Equal("b");
    }

    [Test]
    public async Task StreamsComeByTheirLastEventBothWays()
    {
        var now = DateTimeOffset.UtcNow;
        Aws.Put(Group, "old", [(now.AddMinutes(-3), "x")]);
        Aws.Put(Group, "new", [(now.AddMinutes(-1), "x")]);
        Aws.Put(Group, "middle", [(now.AddMinutes(-2), "x")]);
        await CreateStreamAsync("empty");
        Names(await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group, orderBy = "LastEventTime" })).Should().Equal("empty", "old", "middle", "new");
        Names(await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group, orderBy = "LastEventTime", descending = true })).Should().Equal("new", "middle", "old", "empty");
    }

    [Test]
    public async Task APrefixAndTheOrderOfEventsExcludeEachOther()
    {
        await CreateAsync();
        (await Http.SendAsync("DescribeLogStreams", new { logGroupName = Group, logStreamNamePrefix = "a", orderBy = "LastEventTime" }))
            .ShouldFail("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public async Task PagesFollowEachOtherInEveryOrder(bool byTime, bool descending)
    {
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 70; i++) Aws.Put(Group, $"s{i:00}", [(now.AddMilliseconds(-i * 37 % 10), "x")]);
        var orderBy = byTime ? "LastEventTime" : "LogStreamName";
        var whole = new List<string>();
        string? token = null;
        do
        {
            var page = token is null
                ? await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group, orderBy, descending, limit = 13 })
                : await Http.DoAsync("DescribeLogStreams", new { logGroupName = Group, orderBy, descending, limit = 13, nextToken = token });
            whole.AddRange(Names(page));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        whole.Should().HaveCount(70).And.OnlyHaveUniqueItems();
        if (!byTime) whole.Should().BeInAscendingOrder(descending ? Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)) : StringComparer.Ordinal);
    }

    [Test]
    public async Task ExactlyOneNameOfTheGroupIsNeeded()
    {
        await CreateAsync();
        (await Http.SendAsync("DescribeLogStreams", "{}")).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("DescribeLogStreams", new { logGroupName = Group, logGroupIdentifier = Group })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("DescribeLogStreams", new { logGroupName = "nowhere" })).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
        (await Http.SendAsync("DescribeLogStreams", new { logGroupName = Group, orderBy = "Size" }))
            .ShouldFail("InvalidParameterException", Violation("Size", "orderBy", "Member must satisfy enum value set: [LogStreamName, LastEventTime]"));
        (await Http.SendAsync("DescribeLogStreams", new { logGroupName = Group, limit = 51 }))
            .ShouldFail("InvalidParameterException", Violation("51", "limit", "Member must have value less than or equal to 50"));
    }

    static string[] Names(JsonElement answer) =>
        answer.GetProperty("logStreams").EnumerateArray().Select(g => g.GetProperty("logStreamName").GetString()!).ToArray();
}

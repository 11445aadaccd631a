using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class FilterLogEventsTests : EmulatorTest
{
    DateTimeOffset _start;

    [SetUp]
    public void PutSome()
    {
        _start = DateTimeOffset.FromUnixTimeMilliseconds(Now).AddMinutes(-10);
        Aws.Put(Group, "a1", [(_start, "a1 first"), (_start.AddSeconds(2), "a1 third")]);
        Aws.Put(Group, "a2", [(_start.AddSeconds(1), "a2 second"), (_start.AddSeconds(3), "a2 fourth")]);
        Aws.Put(Group, "b", [(_start.AddSeconds(2), "b third"), (_start.AddSeconds(-1), "b zeroth")]);
    }

    [Test]
    public async Task EventsComeInTheOrderOfTheirTimesThenOfTheirArrival()
    {
        var answer = await Http.DoAsync("FilterLogEvents", new { logGroupName = Group });
        Messages(answer).Should().Equal("b zeroth", "a1 first", "a2 second", "a1 third", "b third", "a2 fourth");
        answer.GetProperty("searchedLogStreams").GetArrayLength().Should().Be(0, "the service has not filled it since 2020");
        var first = answer.GetProperty("events")[0];
        first.GetProperty("logStreamName").GetString().Should().Be("b");
        first.GetProperty("timestamp").GetInt64().Should().Be(_start.AddSeconds(-1).ToUnixTimeMilliseconds());
        first.GetProperty("ingestionTime").GetInt64().Should().BeInRange(Now - 60_000, Now);
        answer.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("eventId").GetString()).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id!.Length == 56);
    }

    [Test]
    public async Task NewestFirstIsTheOtherWayRound()
    {
        var answer = await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startFromHead = false });
        Messages(answer).Should().Equal("a2 fourth", "b third", "a1 third", "a2 second", "a1 first", "b zeroth");
    }

    [Test]
    public async Task NewestFirstIsNotForTimesBefore2024()
    {
        var limit = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startFromHead = false, startTime = limit });
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, startFromHead = false, startTime = limit - 1 })).Code.Should().Be("InvalidParameterException");
        await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startFromHead = true, startTime = limit - 1 });
    }

    [Test]
    public async Task BothEndsOfTheTimeRangeAreIncluded()
    {
        var from = _start.AddSeconds(1).ToUnixTimeMilliseconds();
        var to = _start.AddSeconds(2).ToUnixTimeMilliseconds();
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startTime = from, endTime = to })).Should().Equal("a2 second", "a1 third", "b third");
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startTime = from + 1, endTime = to - 1 })).Should().BeEmpty();
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startTime = from, endTime = to, startFromHead = false })).Should().Equal("b third", "a1 third", "a2 second");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, startTime = to, endTime = from })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, startTime = -1 }))
            .ShouldFail("InvalidParameterException", Violation("-1", "startTime", "Member must have value greater than or equal to 0"));
    }

    [Test]
    public async Task StreamsAreChosenByNameOrByPrefix()
    {
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, logStreamNames = new[] { "b", "a2" } })).Should().Equal("b zeroth", "a2 second", "b third", "a2 fourth");
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, logStreamNamePrefix = "a" })).Should().Equal("a1 first", "a2 second", "a1 third", "a2 fourth");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, logStreamNames = new[] { "nowhere" } })).ShouldFail("ResourceNotFoundException", "The specified log stream does not exist.");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, logStreamNames = new[] { "b" }, logStreamNamePrefix = "a" })).Code.Should().Be("InvalidParameterException");
    }

    [Test]
    public async Task AHundredStreamsMayBeNamed()
    {
        var names = Enumerable.Range(0, 101).Select(i => $"s{i}").ToArray();
        foreach (var name in names) Aws.Put(Group, name, "x");
        await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, logStreamNames = names[..100] });
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, logStreamNames = names })).Message.Should().EndWith("Member must have length less than or equal to 100");
    }

    [Test]
    public async Task APatternChoosesMessages()
    {
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, filterPattern = "third -b" })).Should().Equal("a1 third");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, filterPattern = "a:b" })).ShouldFail("InvalidParameterException", "Invalid filter pattern");
    }

    [Test]
    public async Task TheGroupIsNamedOnce()
    {
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupIdentifier = Group })).Should().HaveCount(6);
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupIdentifier = Aws.LogGroup(Group)!.Arn })).Should().HaveCount(6);
        (await Http.SendAsync("FilterLogEvents", new { logGroupIdentifier = Group, logGroupName = Group })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("FilterLogEvents", "{}")).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("FilterLogEvents", new { logGroupIdentifier = Aws.LogGroup(Group)!.Arn + ":*" })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("FilterLogEvents", new { logGroupIdentifier = "arn:aws:logs:us-east-1:999999999999:log-group:x" })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = "nowhere" })).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task PagesFollowEachOtherByTheirTokens(bool startFromHead)
    {
        var found = new List<string>();
        var pages = 0;
        string? token = null;
        do
        {
            var page = token is null
                ? await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startFromHead, limit = 2 })
                : await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, startFromHead = !startFromHead, limit = 2, nextToken = token });
            found.AddRange(Messages(page));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
            pages++;
        }
        while (token is not null);

        string[] expected = ["b zeroth", "a1 first", "a2 second", "a1 third", "b third", "a2 fourth"];
        found.Should().Equal(startFromHead ? expected : Enumerable.Reverse(expected), "the token knows the direction");
        pages.Should().Be(3, "the last page was exactly full");
    }

    [Test]
    public async Task APageHasAtMost10000Events()
    {
        Aws.Put("many", "s", Enumerable.Range(0, 10_001).Select(i => (_start.AddMilliseconds(i), $"{i}")));
        var first = await Http.DoAsync("FilterLogEvents", new { logGroupName = "many" });
        Messages(first).Should().HaveCount(10_000);
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = "many", nextToken = first.GetProperty("nextToken").GetString() })).Should().Equal("10000");
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = "many", limit = 10_001 }))
            .ShouldFail("InvalidParameterException", Violation("10001", "limit", "Member must have value less than or equal to 10000"));
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = "many", limit = 0 }))
            .ShouldFail("InvalidParameterException", Violation("0", "limit", "Member must have value greater than or equal to 1"));
    }

    [Test]
    public async Task APageHasAtMostAMegabyte()
    {
        var quarter = new string('x', 262_144 - 26);
        Aws.Put("big", "s", Enumerable.Range(0, 6).Select(i => (_start.AddMilliseconds(i), quarter)));
        var first = await Http.DoAsync("FilterLogEvents", new { logGroupName = "big" });
        Messages(first).Should().HaveCount(4);
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = "big", nextToken = first.GetProperty("nextToken").GetString() })).Should().HaveCount(2);
    }

    [Test]
    public async Task WhatArrivesBehindAPageIsNotSeenByItsToken()
    {
        var first = await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, limit = 3 });
        Aws.Put(Group, "late", [(_start, "late, behind"), (_start.AddSeconds(5), "late, ahead")]);
        Messages(await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, nextToken = first.GetProperty("nextToken").GetString() }))
            .Should().Equal("a1 third", "b third", "a2 fourth", "late, ahead");
    }

    [Test]
    public async Task ATokenBelongsToItsQuery()
    {
        var token = (await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, limit = 1 })).GetProperty("nextToken").GetString();
        foreach (object query in (object[])
                 [
                     new { logGroupName = Group, nextToken = "garbage" },
                     new { logGroupName = Group, nextToken = token, filterPattern = "x" },
                     new { logGroupName = Group, nextToken = token, logStreamNamePrefix = "a" },
                     new { logGroupName = Group, nextToken = token, startTime = 1 },
                 ])
        {
            (await Http.SendAsync("FilterLogEvents", query)).ShouldFail("InvalidParameterException", "The specified nextToken is invalid.");
        }
    }

    [TestCase("FilterLogEvents")]
    [TestCase("GetLogEvents")]
    public async Task AnInfrequentAccessGroupCannotBeRead(string operation)
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = "ia", logGroupClass = "INFREQUENT_ACCESS" });
        await CreateStreamAsync("s", "ia");
        (await Http.SendAsync("PutLogEvents", new { logGroupName = "ia", logStreamName = "s", logEvents = new[] { Event(Now, "x") } })).Status.Should().Be(200);
        (await Http.SendAsync(operation, new { logGroupName = "ia", logStreamName = "s" }))
            .ShouldFail("InvalidOperationException", $"The log group ia is of log-group-class INFREQUENT_ACCESS. {operation} is not supported for this log class.");
    }
}

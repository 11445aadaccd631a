using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class GetLogEventsTests : EmulatorTest
{
    DateTimeOffset _start;

    [SetUp]
    public void PutSome()
    {
        _start = DateTimeOffset.FromUnixTimeMilliseconds(Now).AddMinutes(-10);
        Aws.Put(Group, Stream, Enumerable.Range(0, 10).Select(i => (_start.AddSeconds(i), $"{i}")));
        Aws.Put(Group, "other", "not this");
    }

    [Test]
    public async Task AnEventHasItsThreeMembers()
    {
        var answer = await GetAsync(new { logGroupName = Group, logStreamName = Stream });
        Messages(answer).Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        answer.GetProperty("events")[0].EnumerateObject().Select(p => p.Name).Should().Equal("timestamp", "message", "ingestionTime");
    }

    [Test]
    public async Task TheLatestComeFirstUnlessTheHeadIsAskedFor()
    {
        Messages(await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 3 })).Should().Equal("7", "8", "9");
        Messages(await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 3, startFromHead = true })).Should().Equal("0", "1", "2");
    }

    [Test]
    public async Task TheStartIsIncludedAndTheEndIsNot()
    {
        var from = _start.AddSeconds(2).ToUnixTimeMilliseconds();
        var to = _start.AddSeconds(5).ToUnixTimeMilliseconds();
        foreach (var startFromHead in (bool[])[true, false])
        {
            Messages(await GetAsync(new { logGroupName = Group, logStreamName = Stream, startTime = from, endTime = to, startFromHead })).Should().Equal("2", "3", "4");
        }
    }

    [Test]
    public async Task ForwardTokensLeadToTheEndWhichIsTheSameTokenAgain()
    {
        var page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 4, startFromHead = true });
        Messages(page).Should().Equal("0", "1", "2", "3");
        page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 4, startFromHead = true, nextToken = Forward(page) });
        Messages(page).Should().Equal("4", "5", "6", "7");
        page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 4, startFromHead = true, nextToken = Forward(page) });
        Messages(page).Should().Equal("8", "9");
        var end = Forward(page);
        page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, startFromHead = true, nextToken = end });
        Messages(page).Should().BeEmpty();
        Forward(page).Should().Be(end);

        Aws.Put(Group, Stream, "10");
        page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, startFromHead = true, nextToken = end });
        Messages(page).Should().Equal("10");
        Forward(page).Should().NotBe(end);
    }

    [Test]
    public async Task BackwardTokensLeadToTheBeginningWhichIsTheSameTokenAgain()
    {
        var page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 6 });
        Messages(page).Should().Equal("4", "5", "6", "7", "8", "9");
        page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 6, nextToken = Backward(page) });
        Messages(page).Should().Equal("0", "1", "2", "3");
        var beginning = Backward(page);
        var forward = Forward(page);
        page = await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 6, nextToken = beginning });
        Messages(page).Should().BeEmpty();
        Backward(page).Should().Be(beginning);
        Messages(await GetAsync(new { logGroupName = Group, logStreamName = Stream, limit = 2, nextToken = forward, startFromHead = true })).Should().Equal("4", "5");
    }

    [Test]
    public async Task TokensAreThereEvenWithoutEvents()
    {
        await CreateStreamAsync("empty");
        var page = await GetAsync(new { logGroupName = Group, logStreamName = "empty" });
        Messages(page).Should().BeEmpty();
        Forward(page).Should().StartWith("f/");
        Backward(page).Should().StartWith("b/");
        Aws.Put(Group, "empty", "now");
        Messages(await GetAsync(new { logGroupName = Group, logStreamName = "empty", nextToken = Backward(page) })).Should().Equal("now");
    }

    [Test]
    public async Task APageHasAtMostAMegabyte()
    {
        Aws.Put(Group, "big", Enumerable.Range(0, 6).Select(i => (_start.AddMilliseconds(i), $"{i}" + new string('x', 262_144 - 27))));
        var page = await GetAsync(new { logGroupName = Group, logStreamName = "big" });
        Messages(page).Select(m => m[0]).Should().Equal('2', '3', '4', '5');
        Messages(await GetAsync(new { logGroupName = Group, logStreamName = "big", nextToken = Backward(page) })).Select(m => m[0]).Should().Equal('0', '1');
    }

    [Test]
    public async Task APageHasAtMost10000Events()
    {
        Aws.Put(Group, "many", Enumerable.Range(0, 10_001).Select(i => (_start.AddMilliseconds(i), $"{i}")));
        Messages(await GetAsync(new { logGroupName = Group, logStreamName = "many" })).Should().HaveCount(10_000).And.EndWith("10000");
        (await Http.SendAsync("GetLogEvents", new { logGroupName = Group, logStreamName = "many", limit = 10_001 }))
            .ShouldFail("InvalidParameterException", Violation("10001", "limit", "Member must have value less than or equal to 10000"));
    }

    [Test]
    public async Task WhatDoesNotExistIsNotFound()
    {
        (await Http.SendAsync("GetLogEvents", new { logGroupName = "nowhere", logStreamName = Stream })).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
        (await Http.SendAsync("GetLogEvents", new { logGroupName = Group, logStreamName = "nowhere" })).ShouldFail("ResourceNotFoundException", "The specified log stream does not exist.");
        (await Http.SendAsync("GetLogEvents", new { logGroupName = Group })).ShouldFail("InvalidParameterException", Violation(null, "logStreamName", "Member must not be null"));
        (await Http.SendAsync("GetLogEvents", new { logGroupName = Group, logGroupIdentifier = Group, logStreamName = Stream })).Code.Should().Be("InvalidParameterException");
        Messages(await GetAsync(new { logGroupIdentifier = Aws.LogGroup(Group)!.Arn, logStreamName = Stream })).Should().HaveCount(10);
    }

    [TestCase("garbage")]
    [TestCase("f/garbage")]
    [TestCase("b/")]
    public async Task AForeignTokenIsRefused(string token) =>
        (await Http.SendAsync("GetLogEvents", new { logGroupName = Group, logStreamName = Stream, nextToken = token })).ShouldFail("InvalidParameterException", "The specified nextToken is invalid.");

    Task<JsonElement> GetAsync(object request) => Http.DoAsync("GetLogEvents", request);

    static string Forward(JsonElement page) => page.GetProperty("nextForwardToken").GetString()!;

    static string Backward(JsonElement page) => page.GetProperty("nextBackwardToken").GetString()!;
}

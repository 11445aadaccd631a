using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class TokenLifetimeTests : EmulatorTest
{
    readonly ManualTimeProvider _clock = new();

    protected override TimeProvider Clock => _clock;

    [Test]
    public async Task ATokenLives24Hours()
    {
        Aws.Put(Group, Stream, "one", "two");
        var token = (await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, limit = 1 })).GetProperty("nextToken").GetString();
        _clock.Advance(TimeSpan.FromHours(24));
        await Http.DoAsync("FilterLogEvents", new { logGroupName = Group, limit = 1, nextToken = token });
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, limit = 1, nextToken = token })).Code.Should().Be("InvalidParameterException");
    }

    [Test]
    public async Task WhatTheRetentionHasLetGoIsNotShown()
    {
        Aws.Put(Group, Stream, "one");
        await Http.DoAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = 1 });
        _clock.Advance(TimeSpan.FromHours(24));
        foreach (var operation in (string[])["FilterLogEvents", "GetLogEvents"])
        {
            Messages(await Http.DoAsync(operation, Request(operation))).Should().Equal("one");
        }

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        foreach (var operation in (string[])["FilterLogEvents", "GetLogEvents"])
        {
            Messages(await Http.DoAsync(operation, Request(operation))).Should().BeEmpty();
        }
    }

    static object Request(string operation) =>
        operation == "GetLogEvents" ? new { logGroupName = Group, logStreamName = Stream } : new { logGroupName = Group };
}

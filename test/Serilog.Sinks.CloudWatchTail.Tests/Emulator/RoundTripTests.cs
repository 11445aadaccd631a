using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

public sealed class RoundTripTests
{
    [Test]
    public async Task WhatIsPutIsFoundByEveryWayOfReading()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(20);
            o.LiveTailBufferedUpdates = 1000;
        });
        using var http = new EmulatorHttp(aws);
        await http.DoAsync("CreateLogGroup", new { logGroupName = "/shop/orders" });
        await http.DoAsync("CreateLogStream", new { logGroupName = "/shop/orders", logStreamName = "app/1" });

        await using var tail = new EmulatorFrames(await http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { aws.LogGroup("/shop/orders")!.Arn } }));
        (await tail.ReadAsync())!.EventType.Should().Be("initial-response");
        (await tail.ReadAsync())!.EventType.Should().Be("sessionStart");

        var now = http.NowMilliseconds;
        var put = await http.DoAsync("PutLogEvents", new
        {
            logGroupName = "/shop/orders",
            logStreamName = "app/1",
            logEvents = new object[] { new { timestamp = now - 1, message = "one \"quoted\" ü€😀" }, new { timestamp = now, message = "two" } },
        });
        put.TryGetProperty("rejectedLogEventsInfo", out _).Should().BeFalse();

        string[] expected = ["one \"quoted\" ü€😀", "two"];
        var filtered = await http.DoAsync("FilterLogEvents", new { logGroupName = "/shop/orders" });
        filtered.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("message").GetString()).Should().Equal(expected);
        filtered.TryGetProperty("nextToken", out _).Should().BeFalse();

        var got = await http.DoAsync("GetLogEvents", new { logGroupName = "/shop/orders", logStreamName = "app/1" });
        got.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("message").GetString()).Should().Equal(expected);

        var update = await tail.ReadUpdateWithEventsAsync();
        update.MessageGood.Should().BeTrue();
        update.Messages.Should().Equal(expected);
        update.Sampled.Should().BeFalse();

        aws.Events("/shop/orders").Select(e => e.Message).Should().Equal(expected);
    }

    [Test]
    public async Task WhenTheClientLeavesTheSessionEnds()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        aws.Put("g", "s", "before");
        var tail = await http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { aws.LogGroup("g")!.Arn } });
        await aws.WaitForLiveTailSessionsAsync(1);
        tail.Dispose();
        await aws.WaitForLiveTailSessionsAsync(0);
    }

    [Test]
    public async Task StoppedItRefusesConnectionsAndResumedItHasWhatWasStored()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        aws.Put("g", "s", "kept");
        await aws.StopListeningAsync();
        await http.Awaiting(h => h.SendAsync("FilterLogEvents", new { logGroupName = "g" })).Should().ThrowAsync<HttpRequestException>();
        await aws.ResumeListeningAsync();
        (await http.DoAsync("FilterLogEvents", new { logGroupName = "g" })).GetProperty("events").GetArrayLength().Should().Be(1);
    }
}

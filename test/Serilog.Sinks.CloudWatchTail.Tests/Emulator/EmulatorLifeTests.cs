using System.Net;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

public sealed class EmulatorLifeTests
{
    [Test]
    public async Task ItListensOnTheLoopbackUnlessToldOtherwise()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.ServiceUrl.Should().MatchRegex(@"^http://127\.0\.0\.1:\d+$");
        await using var any = await CloudWatchLogsEmulator.StartAsync(o => o.Address = IPAddress.IPv6Loopback);
        any.ServiceUrl.Should().StartWith("http://[::1]:");
    }

    [Test]
    public async Task APortThatIsTakenIsAnError()
    {
        await using var first = await CloudWatchLogsEmulator.StartAsync();
        var port = new Uri(first.ServiceUrl).Port;
        await FluentActions.Awaiting(() => CloudWatchLogsEmulator.StartAsync(o => o.Port = port)).Should().ThrowAsync<IOException>();
    }

    [Test]
    public async Task SeveralLiveSideBySide()
    {
        await using var one = await CloudWatchLogsEmulator.StartAsync();
        await using var two = await CloudWatchLogsEmulator.StartAsync();
        one.Put("g", "s", "x");
        two.LogGroups.Should().BeEmpty();
    }

    [Test]
    public async Task DisposalEndsAnOpenSessionAndAHeldRequestAndMayBeRepeated()
    {
        var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        aws.Put("g", "s", "x");
        using var tail = await http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { aws.LogGroup("g")!.Arn } });
        var hold = aws.Faults.On("DescribeLogGroups").Hold();
        var held = http.SendAsync("DescribeLogGroups", "{}");
        await hold.WaitForHitsAsync();
        await aws.WaitForLiveTailSessionsAsync(1);
        var session = aws.LiveTailSessions.Single();
        await aws.DisposeAsync();

        // Not a matter of time: a disposal that gave up waiting would leave them as they were.
        session.Ended.IsCompleted.Should().BeTrue();
        aws.Requests.Should().OnlyContain(r => r.Answered.IsCompleted);
        await aws.DisposeAsync();
        await held.Awaiting(h => h).Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task LatencyIsAddedToEveryAnswer()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.TimeProvider = clock;
            o.Latency = TimeSpan.FromSeconds(2);
        });
        using var http = new EmulatorHttp(aws, clock);
        var pending = http.SendAsync("CreateLogGroup", new { logGroupName = "g" });
        await clock.WhenTimersPendAsync();
        aws.LogGroups.Should().BeEmpty();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await pending).Status.Should().Be(200);
    }

    [Test]
    public async Task ALogHasOneLineForEachRequest()
    {
        var lines = new List<string>();
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Log = line =>
        {
            lock (lines) lines.Add(line);
        });
        using var http = new EmulatorHttp(aws);
        await http.SendAsync("CreateLogGroup", new { logGroupName = "g" });
        await http.SendAsync("CreateLogStream", new { logGroupName = "nowhere", logStreamName = "s" });
        using (var client = new HttpClient()) await client.GetAsync(aws.ServiceUrl);
        await aws.StopListeningAsync();
        lines.Should().HaveCount(3);
        lines[0].Should().MatchRegex(@"^CreateLogGroup +200 .*ms g$");
        lines[1].Should().MatchRegex(@"^CreateLogStream +400 ResourceNotFoundException .*ms nowhere s$");
        lines[2].Should().Contain("UnknownOperationException");
    }

    [Test]
    public async Task AWaitThatIsInVainSaysWhatWasThere()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put("g", "s", "one", "two");
        var brief = TimeSpan.FromMilliseconds(1);
        (await aws.Awaiting(a => a.WaitForEventsAsync("g", 3, brief)).Should().ThrowAsync<TimeoutException>()).Which.Message.Should().StartWith("g accepted 2 events, not 3");
        (await aws.Awaiting(a => a.WaitForRequestsAsync("PutLogEvents", 1, brief)).Should().ThrowAsync<TimeoutException>()).Which.Message.Should().StartWith("0 PutLogEvents requests arrived, not 1");
        (await aws.Awaiting(a => a.WaitForLiveTailSessionsAsync(1, brief)).Should().ThrowAsync<TimeoutException>()).Which.Message.Should().StartWith("0 Live Tail sessions are open, not 1");
        (await aws.Awaiting(a => a.WaitUntilAsync(_ => false, brief)).Should().ThrowAsync<TimeoutException>()).Which.Message.Should().StartWith("The condition did not become true");
    }

    [Test]
    public async Task AWaitEndsWhenItsStateComes()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var waits = new[] { aws.WaitForEventsAsync("g", 2), aws.WaitUntilAsync(a => a.LogGroup("g")?.Streams.Count == 1) };
        aws.Put("g", "s", "one");
        waits[0].IsCompleted.Should().BeFalse();
        aws.Put("g", "s", "two");
        await Task.WhenAll(waits);
    }

    [Test]
    public async Task AConditionThatThrowsFailsItsOwnWaitAndNoRequest()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        var bad = aws.WaitUntilAsync(a => a.LogGroups.Count > 0 ? throw new InvalidTimeZoneException("mine") : false);
        var good = aws.WaitUntilAsync(a => a.LogGroups.Count > 0);
        (await http.SendAsync("CreateLogGroup", new { logGroupName = "g" })).Status.Should().Be(200);
        await bad.Awaiting(b => b).Should().ThrowAsync<InvalidTimeZoneException>();
        await good;
    }

    [Test]
    public async Task WhatIsDisposedListensNoMore()
    {
        var aws = await CloudWatchLogsEmulator.StartAsync();
        await aws.StopListeningAsync();
        await aws.DisposeAsync();
        await aws.Awaiting(a => a.ResumeListeningAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }
}

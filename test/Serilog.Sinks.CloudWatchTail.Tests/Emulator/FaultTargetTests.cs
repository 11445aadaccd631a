using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

/// <summary>A fault that is counted has struck: none is spent on a request that it cannot break.</summary>
sealed class FaultTargetTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(10);

    static object Tail => new { logGroupIdentifiers = new[] { ArnOf(Group) } };

    [Test]
    public async Task WhatBreaksASessionLeavesOtherRequestsAlone()
    {
        await CreateAsync(Group, Stream);
        var fault = Aws.Faults.OnAny().ExpireSession();
        (await PutAsync(Event(Now, "x"))).Status.Should().Be(200);
        fault.Hits.Should().Be(0);

        await using var tail = new EmulatorFrames(await Http.StartAsync("StartLiveTail", Tail));
        EmulatorFrame? last = null;
        while (await tail.ReadAsync() is { } frame) last = frame;
        last!.Headers[":exception-type"].Should().Be("SessionTimeoutException");
        fault.Hits.Should().Be(1);
    }

    [Test]
    public async Task ASessionIsCutByWhatCutsAnyAnswer()
    {
        await CreateAsync(Group, Stream);
        foreach (var fault in new[] { Aws.Faults.OnAny().CutAfterStoring(), Aws.Faults.OnAny().CutMidAnswer() })
        {
            await Http.Awaiting(h => h.StartAsync("StartLiveTail", Tail)).Should().ThrowAsync<HttpRequestException>();
            fault.Hits.Should().Be(1);
        }
    }

    [Test]
    public async Task ASessionThatIsNeverAnsweredStaysSo()
    {
        await CreateAsync(Group, Stream);
        var fault = Aws.Faults.On("StartLiveTail").NeverAnswer(store: true);
        var started = Http.StartAsync("StartLiveTail", Tail);
        await fault.WaitForHitsAsync();
        await Aws.StopListeningAsync();
        await started.Awaiting(s => s).Should().ThrowAsync<HttpRequestException>();
        Aws.StartedLiveTailSessions.Should().Be(0);
    }

    [TestCase(204)]
    [TestCase(304)]
    [TestCase(599)]
    public async Task AStatusWithoutABodyHasNone(int status)
    {
        Aws.Faults.On("DescribeLogGroups").Status(status);
        var answer = await Http.SendAsync("DescribeLogGroups", "{}");
        answer.Status.Should().Be(status);
        (answer.Body.Length == 0).Should().Be(status < 400);
    }

    [TestCase(0)]
    [TestCase(199)]
    [TestCase(600)]
    public void AStatusThatHttpDoesNotHaveIsRefused(int status)
    {
        Aws.Faults.OnAny().Invoking(f => f.Status(status)).Should().Throw<ArgumentOutOfRangeException>();
        Aws.Faults.OnAny().Invoking(f => f.Reject("A", "b", status)).Should().Throw<ArgumentOutOfRangeException>();
        Aws.Faults.All.Should().BeEmpty();
    }

    [Test]
    public void ADelayThatNoTimerCanWaitForIsRefused()
    {
        Aws.Faults.OnAny().Invoking(f => f.Delay(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
        Aws.Faults.OnAny().Invoking(f => f.Delay(TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>();
    }
}

using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>Whatever ends a session, the tail goes on, and shows what was put meanwhile, once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReconnectTests
{
    static readonly (string Cause, Action<LiveTailSession> Fault)[] Faults =
    [
        ("time limit", session => session.Expire()),
        ("SessionStreamingException", session => session.EndWithException("SessionStreamingException", "The stream broke.")),
        ("InternalFailure", session => session.EndWithError("InternalFailure", "Something went wrong.")),
        ("the connection", session => session.CutBetweenFrames()),
        ("the connection", session => session.CutMidFrame()),
        ("cut", session => session.EndCleanly()),
        ("corrupt", session => session.CorruptMessageChecksum()),
        ("corrupt", session => session.CorruptPreludeChecksum()),
        ("nothing was received", session => session.GoSilent()),
    ];

    [Test]
    public async Task AnEndedSessionIsStartedAgainAndNothingIsLostOrRepeated([Range(0, 8)] int fault, [Values] LiveTailGroupNaming naming)
    {
        var (cause, act) = Faults[fault];
        await using var harness = await TailHarness.StartAsync(
            emulator: options =>
            {
                options.LiveTailGroupNaming = naming;
                options.LiveTailIngestionTimeSkew = TimeSpan.FromMilliseconds(naming == LiveTailGroupNaming.Arn ? 7 : 0);
            },
            // Fifteen seconds of silence must not be ones in which a busy machine gets nothing done.
            timeProvider: cause == "nothing was received" ? new FastTimeProvider(4) : null,
            noticesSilence: cause == "nothing was received");
        harness.Aws.Put(TailHarness.Group, "s", "before", "same", "same");
        await harness.WaitForEventsAsync(3);

        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        var session = harness.Aws.LiveTailSessions.Single();
        act(session);
        await harness.Aws.WaitUntilAsync(aws => session.IsSilent || session.Ended.IsCompleted);
        harness.Aws.Put(TailHarness.Group, "s", "between", "same", "same");
        away.Clear();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        harness.Aws.Put(TailHarness.Group, "s", "after", "same", "same");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: gap => gap.Complete);
        await harness.WaitForEventsAsync(9);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo("before", "between", "after", "same", "same", "same", "same", "same", "same");
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Should().ContainSingle().Which.Cause.Should().Contain(cause);
        harness.NoticesOf<CloudWatchLiveTailNotice.GapBackfilled>().Should().Contain(gap => gap.Complete && gap.EventCount == 3 && gap.Length > TimeSpan.Zero);
    }

    [Test]
    public async Task TheServicesOwnTimeLimitIsSurvivedAgainAndAgain()
    {
        await using var harness = await TailHarness.StartAsync(emulator: options => options.LiveTailSessionTimeLimit = TimeSpan.FromSeconds(4));
        for (var started = 2; started <= 5; started++)
        {
            harness.Aws.Put(TailHarness.Group, "s", $"event {started}");
            await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(started);
        }

        await harness.WaitForEventsAsync(4);
        await harness.StopAsync();
        harness.Texts.Should().BeEquivalentTo("event 2", "event 3", "event 4", "event 5");
    }

    [TestCase("ThrottlingException", "Rate exceeded")]
    [TestCase("LimitExceededException", "The maximum number of concurrent live tail sessions is reached.")]
    [TestCase("ServiceUnavailableException", "The service is not there.")]
    public async Task ARefusedStartIsTriedAgainWithLongerWaits(string code, string message)
    {
        await using var harness = await TailHarness.CreateAsync();
        harness.Aws.Faults.On("StartLiveTail").Times(3).Reject(code, message, status: code.StartsWith("Service", StringComparison.Ordinal) ? 503 : 400);
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(3);
        harness.Aws.Put(TailHarness.Group, "s", "while away");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();

        harness.Texts.Should().Equal("while away");
        var interruptions = harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().ToArray();
        interruptions.Should().OnlyContain(notice => notice.Cause.Contains(code) && notice.Exception is CloudWatchLogsException);
        interruptions.Select(notice => notice.RetryAfter).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task AServerThatIsGoneIsFoundAgainWhenItIsBack()
    {
        await using var harness = await TailHarness.StartAsync();
        await harness.Aws.StopListeningAsync();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(9);
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Should().OnlyContain(notice => notice.RetryAfter <= TimeSpan.FromSeconds(5), "nothing listens there");
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Interrupted);
        harness.Aws.Put(TailHarness.Group, "s", "while away");
        await harness.Aws.ResumeListeningAsync();
        await harness.WaitForEventsAsync(1);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: gap => gap.Complete && gap.EventCount == 1);
        await harness.StopAsync();

        harness.Texts.Should().Equal("while away");
        harness.Events[0].Properties["Backfilled"].ToString().Should().Be("True");
    }
}

using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
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
    ];

    [Test]
    public async Task AnEndedSessionIsStartedAgainAndNothingIsLostOrRepeated([Range(0, 7)] int fault, [Values] LiveTailGroupNaming naming)
    {
        await using var harness = await TailHarness.StartAsync(emulator: options =>
        {
            options.LiveTailGroupNaming = naming;
            options.LiveTailIngestionTimeSkew = TimeSpan.FromMilliseconds(naming == LiveTailGroupNaming.Arn ? 7 : 0);
        });
        var (cause, act) = Faults[fault];
        harness.Aws.Put(TailHarness.Group, "s", "before", "same", "same");
        await harness.WaitForEventsAsync(3);

        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        var session = harness.Aws.LiveTailSessions.Single();
        act(session);
        await session.Ended;
        harness.Aws.Put(TailHarness.Group, "s", "between", "same", "same");
        away.Clear();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        harness.Aws.Put(TailHarness.Group, "s", "after", "same", "same");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapFilled>(matching: gap => gap.Complete);
        await harness.WaitForEventsAsync(9);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo("before", "between", "after", "same", "same", "same", "same", "same", "same");
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Should().ContainSingle().Which.Cause.Should().Contain(cause);
        harness.NoticesOf<CloudWatchLiveTailNotice.GapFilled>().Should().Contain(gap => gap.Complete && gap.EventCount == 3 && gap.Length > TimeSpan.Zero);
    }
}

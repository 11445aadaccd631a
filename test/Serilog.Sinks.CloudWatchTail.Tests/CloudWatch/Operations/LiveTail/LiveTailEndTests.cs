using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations.LiveTail;

public class LiveTailEndTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task ACutBetweenTwoMessagesIsACut()
    {
        await using var session = await WireSession.StartAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "before"));
            await connection.EndChunksAsync();
        });

        (await session.ReadUpdateAsync()).Should().Equal("before");
        (await session.ReadEndAsync()).Should().Be(new LiveTailEnd(LiveTailEndCause.Cut, null, "The connection was closed."));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ACutInTheMiddleOfAMessageIsACutAfterWhatCameBefore(bool inOrder)
    {
        await using var session = await WireSession.StartAsync(async connection =>
        {
            var torn = WireFrames.SessionUpdate(false, "torn")[..40];
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "before"), torn);
            if (inOrder) await connection.EndChunksAsync();
            connection.Close();
        });

        (await session.ReadUpdateAsync()).Should().Equal("before");
        var end = await session.ReadEndAsync();
        end.Cause.Should().Be(LiveTailEndCause.Cut);
        end.Detail.Should().Be("The connection was closed 40 bytes into a message.");
    }

    [Test]
    public async Task AResetIsAFailedConnection()
    {
        var read = new TaskCompletionSource();
        await using var session = await WireSession.StartAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "before"));
            await read.Task;
            connection.Reset();
        });

        (await session.ReadUpdateAsync()).Should().Equal("before");
        read.SetResult();
        var end = await session.ReadEndAsync();
        end.Cause.Should().Be(LiveTailEndCause.ConnectionFailed);
        end.Exception.Should().NotBeNull();
    }

    [TestCase("SessionTimeoutException", nameof(LiveTailEndCause.SessionTimeout))]
    [TestCase("SessionStreamingException", nameof(LiveTailEndCause.Exception))]
    public async Task AnExceptionInTheSameReadDoesNotSwallowTheUpdatesBeforeIt(string type, string cause)
    {
        await using var session = await WireSession.StartAsync(connection => connection.SendChunkAsync(
            WireFrames.SessionUpdate(false, "one"),
            WireFrames.SessionUpdate(false, "two"),
            WireFrames.Exception(type, """{"message":"the session is over","more":1}"""),
            WireFrames.SessionUpdate(false, "never")));

        (await session.ReadUpdateAsync()).Should().Equal("one");
        (await session.ReadUpdateAsync()).Should().Equal("two");
        (await session.ReadEndAsync()).Should().Be(new LiveTailEnd(Enum.Parse<LiveTailEndCause>(cause), type, "the session is over"));
    }

    [TestCase("")]
    [TestCase("no json")]
    [TestCase("""{"message":5}""")]
    public async Task AnExceptionWithoutReadableWordsIsStillThatException(string payload)
    {
        await using var session = await WireSession.StartAsync(connection => connection.SendChunkAsync(WireFrames.Exception("SessionTimeoutException", payload)));

        (await session.ReadEndAsync()).Should().Be(new LiveTailEnd(LiveTailEndCause.SessionTimeout, "SessionTimeoutException"));
    }

    [Test]
    public async Task AnUnmodelledErrorKeepsItsCodeAndItsWords()
    {
        await using var session = await WireSession.StartAsync(connection => connection.SendChunkAsync(
            WireFrames.SessionUpdate(false, "before"),
            WireFrames.Error("InternalFailure", "try again")));

        (await session.ReadUpdateAsync()).Should().Equal("before");
        (await session.ReadEndAsync()).Should().Be(new LiveTailEnd(LiveTailEndCause.Error, "InternalFailure", "try again"));
    }

    [Test]
    public async Task AWrongChecksumEndsTheSessionAfterWhatCameBefore()
    {
        var bad = WireFrames.SessionUpdate(false, "bad");
        bad[^1] ^= 1;
        await using var session = await WireSession.StartAsync(connection => connection.SendChunkAsync(WireFrames.SessionUpdate(false, "good"), bad));

        (await session.ReadUpdateAsync()).Should().Equal("good");
        var end = await session.ReadEndAsync();
        end.Cause.Should().Be(LiveTailEndCause.Corrupt);
        end.Detail.Should().Contain("checksum");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("""{"sessionResults":5}""")]
    [TestCase("""{"sessionResults":[{"message":"x""")]
    public async Task APayloadThatCannotBeReadEndsTheSession(string payload)
    {
        await using var session = await WireSession.StartAsync(connection => connection.SendChunkAsync(WireFrames.Event("sessionUpdate", payload)));

        (await session.ReadEndAsync()).Cause.Should().Be(LiveTailEndCause.Corrupt);
    }

    [Test]
    public async Task SilenceIsNoticedByTheClock()
    {
        var clock = new ManualTimeProvider();
        await using var session = await WireSession.StartAsync(
            async connection =>
            {
                await connection.SendChunkAsync(WireFrames.SessionStart());
                await connection.WhenHungUpAsync();
            },
            clock);
        (await session.ReadAsync()).Kind.Should().Be(LiveTailMessageKind.SessionStart);

        var read = session.Stream.ReadAsync(default).AsTask();
        await clock.WhenTimersPendAsync().WaitAsync(Patience);
        clock.Advance(WireSession.Request.SilenceLimit - TimeSpan.FromMilliseconds(1));
        read.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        var end = await read.WaitAsync(Patience);
        end.End.Should().Be(new LiveTailEnd(LiveTailEndCause.Silence, null, "Nothing was received for 15 s."));
    }

    [Test]
    public async Task AServerThatDripsBytesIsSilent()
    {
        var frame = WireFrames.SessionUpdate(false, "slow");
        var end = await DripAsync([.. frame[..60].Select(one => new[] { one })], TimeSpan.FromSeconds(0.7));

        end!.Cause.Should().Be(LiveTailEndCause.Silence);
        end.Detail.Should().Be("No message was completed within 15 s.");
    }

    [Test]
    public async Task AMessageThatComesSlowlyButSurelyIsWaitedFor()
    {
        var frame = WireFrames.SessionUpdate(false, new string('x', 300_000));
        (await DripAsync([.. frame.Chunk(70_000)], TimeSpan.FromSeconds(14))).Should().BeNull();
    }

    /// <summary>Sends the portions with a pause before each.</summary>
    /// <returns>The end of the session, or null when a message came.</returns>
    static async Task<LiveTailEnd?> DripAsync(byte[][] portions, TimeSpan pause)
    {
        var clock = new WireClock();
        var portion = new SemaphoreSlim(0);
        await using var session = await WireSession.StartAsync(
            async connection =>
            {
                foreach (var part in portions)
                {
                    await portion.WaitAsync(Patience);
                    await connection.SendChunkAsync(part);
                }

                await connection.WhenHungUpAsync();
            },
            clock);
        await clock.NextTimerAsync(); // The limit of the call that started the session.

        var read = session.Stream.ReadAsync(default).AsTask();
        foreach (var _ in portions)
        {
            await Task.WhenAny(read, clock.NextTimerAsync()).WaitAsync(Patience);
            if (read.IsCompleted) break;
            clock.Advance(pause);
            portion.Release();
        }

        return (await read.WaitAsync(Patience)).End;
    }

    [Test]
    public async Task TheEndHangsUpByItself()
    {
        await using var session = await WireSession.StartAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.Exception("SessionTimeoutException", "{}"));
            await connection.WhenHungUpAsync();
        });

        await session.ReadEndAsync();

        await session.Served.WaitAsync(Patience);
    }
}

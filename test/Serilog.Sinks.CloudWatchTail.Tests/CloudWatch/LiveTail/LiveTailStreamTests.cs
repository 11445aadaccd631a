using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.LiveTail;

public class LiveTailStreamTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly StartLiveTailRequest Request = new(["arn:aws:logs:eu-west-1:1:log-group:g"]);

    [Test]
    public async Task TheRequestSaysWhatIsToBeSeen()
    {
        await using var server = await WireServer.StartAsync(400, """{"__type":"InvalidParameterException"}""");
        using var client = server.Client();

        await Wire.FailureOf(() => client.StartLiveTailAsync(new StartLiveTailRequest(["a", "b"]), default));
        await Wire.FailureOf(() => client.StartLiveTailAsync(new StartLiveTailRequest(["a"], ["s"], null, "\"x\""), default));
        await Wire.FailureOf(() => client.StartLiveTailAsync(new StartLiveTailRequest(["a"], null, ["p"]), default));

        server.Requests.Select(r => r.Target).Distinct().Should().Equal("Logs_20140328.StartLiveTail");
        server.Requests.Select(r => r.Text).Should().Equal(
            """{"logGroupIdentifiers":["a","b"]}""",
            """{"logGroupIdentifiers":["a"],"logStreamNames":["s"],"logEventFilterPattern":"\"x\""}""",
            """{"logGroupIdentifiers":["a"],"logStreamNamePrefixes":["p"]}""");
    }

    [TestCase("LimitExceededException", CloudWatchLogsErrorClass.Throttled)]
    [TestCase("AccessDeniedException", CloudWatchLogsErrorClass.Denied)]
    [TestCase("ResourceNotFoundException", CloudWatchLogsErrorClass.NotFound)]
    [TestCase("InvalidOperationException", CloudWatchLogsErrorClass.Invalid)]
    public async Task AnErrorBeforeTheStreamIsAnException(string code, CloudWatchLogsErrorClass expected)
    {
        await using var server = await WireServer.StartAsync(400, $$"""{"__type":"{{code}}","message":"no"}""");
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.StartLiveTailAsync(Request, default));

        failure.ErrorClass.Should().Be(expected);
        failure.Message.Should().Be("no");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task UpdatesComeInOrderWithOrWithoutAnInitialResponse(bool initialResponse)
    {
        await using var session = await SessionAsync(async connection =>
        {
            if (initialResponse) await connection.SendChunkAsync(WireFrames.InitialResponse());
            await connection.SendChunkAsync(WireFrames.SessionStart());
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false));
            await connection.SendChunkAsync(WireFrames.SessionUpdate(true, "größer \"als\" 😀", "zwei"));
        });

        (await session.ReadAsync()).Kind.Should().Be(LiveTailMessageKind.SessionStart);
        var empty = await session.ReadAsync();
        empty.Kind.Should().Be(LiveTailMessageKind.SessionUpdate);
        empty.Update!.Events.Should().BeEmpty();
        empty.Update.Sampled.Should().BeFalse();
        var update = (await session.ReadAsync()).Update!;
        update.Sampled.Should().BeTrue();
        Texts(update).Should().Equal("größer \"als\" 😀", "zwei");
        update.Events[0].LogGroupIdentifier.Should().Be("123456789012:g");
        update.Events[0].LogStreamName.Should().Be("s");
        update.Events[0].Timestamp.Should().Be(1700000000000);
        update.Events[0].IngestionTime.Should().Be(1700000000500);
    }

    [Test]
    public async Task ACutBetweenTwoMessagesIsACut()
    {
        await using var session = await SessionAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "before"));
            await connection.EndChunksAsync();
        });

        Texts((await session.ReadAsync()).Update!).Should().Equal("before");
        (await EndAsync(session)).Should().Be(new LiveTailEnd(LiveTailEndCause.Cut, null, "The connection was closed."));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ACutInTheMiddleOfAMessageIsACutAfterWhatCameBefore(bool inOrder)
    {
        await using var session = await SessionAsync(async connection =>
        {
            var torn = WireFrames.SessionUpdate(false, "torn")[..40];
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "before"), torn);
            if (inOrder) await connection.EndChunksAsync();
            connection.Close();
        });

        Texts((await session.ReadAsync()).Update!).Should().Equal("before");
        var end = await EndAsync(session);
        end.Cause.Should().Be(LiveTailEndCause.Cut);
        end.Detail.Should().Be("The connection was closed 40 bytes into a message.");
    }

    [Test]
    public async Task AResetIsAFailedConnection()
    {
        var read = new TaskCompletionSource();
        await using var session = await SessionAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "before"));
            await read.Task;
            connection.Reset();
        });

        Texts((await session.ReadAsync()).Update!).Should().Equal("before");
        read.SetResult();
        var end = await EndAsync(session);
        end.Cause.Should().Be(LiveTailEndCause.ConnectionFailed);
        end.Exception.Should().NotBeNull();
    }

    [TestCase("SessionTimeoutException", nameof(LiveTailEndCause.SessionTimeout))]
    [TestCase("SessionStreamingException", nameof(LiveTailEndCause.Exception))]
    public async Task AnExceptionInTheSameReadDoesNotSwallowTheUpdatesBeforeIt(string type, string cause)
    {
        await using var session = await SessionAsync(connection => connection.SendChunkAsync(
            WireFrames.SessionUpdate(false, "one"),
            WireFrames.SessionUpdate(false, "two"),
            WireFrames.Exception(type, """{"message":"the session is over","more":1}"""),
            WireFrames.SessionUpdate(false, "never")));

        Texts((await session.ReadAsync()).Update!).Should().Equal("one");
        Texts((await session.ReadAsync()).Update!).Should().Equal("two");
        (await EndAsync(session)).Should().Be(new LiveTailEnd(Enum.Parse<LiveTailEndCause>(cause), type, "the session is over"));
    }

    [TestCase("")]
    [TestCase("no json")]
    [TestCase("""{"message":5}""")]
    public async Task AnExceptionWithoutReadableWordsIsStillThatException(string payload)
    {
        await using var session = await SessionAsync(connection => connection.SendChunkAsync(WireFrames.Exception("SessionTimeoutException", payload)));

        (await EndAsync(session)).Should().Be(new LiveTailEnd(LiveTailEndCause.SessionTimeout, "SessionTimeoutException"));
    }

    [Test]
    public async Task AnUnmodelledErrorKeepsItsCodeAndItsWords()
    {
        await using var session = await SessionAsync(connection => connection.SendChunkAsync(
            WireFrames.SessionUpdate(false, "before"),
            WireFrames.Error("InternalFailure", "try again")));

        Texts((await session.ReadAsync()).Update!).Should().Equal("before");
        (await EndAsync(session)).Should().Be(new LiveTailEnd(LiveTailEndCause.Error, "InternalFailure", "try again"));
    }

    [Test]
    public async Task AWrongChecksumEndsTheSessionAfterWhatCameBefore()
    {
        var bad = WireFrames.SessionUpdate(false, "bad");
        bad[^1] ^= 1;
        await using var session = await SessionAsync(connection => connection.SendChunkAsync(WireFrames.SessionUpdate(false, "good"), bad));

        Texts((await session.ReadAsync()).Update!).Should().Equal("good");
        var end = await EndAsync(session);
        end.Cause.Should().Be(LiveTailEndCause.Corrupt);
        end.Detail.Should().Contain("checksum");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("""{"sessionResults":5}""")]
    [TestCase("""{"sessionResults":[{"message":"x""")]
    public async Task APayloadThatCannotBeReadEndsTheSession(string payload)
    {
        await using var session = await SessionAsync(connection => connection.SendChunkAsync(WireFrames.Event("sessionUpdate", payload)));

        (await EndAsync(session)).Cause.Should().Be(LiveTailEndCause.Corrupt);
    }

    [Test]
    public async Task WhatIsUnknownIsPassedOver()
    {
        await using var session = await SessionAsync(connection => connection.SendChunkAsync(
            WireFrames.Event("sessionHeartbeat", "not even json"),
            WireFrames.Message("{}", (":message-type", "telemetry")),
            WireFrames.Message("{}"),
            WireFrames.SessionUpdate(false, "known")));

        Texts((await session.ReadAsync()).Update!).Should().Equal("known");
    }

    [Test]
    public async Task SilenceIsNoticedByTheClock()
    {
        var clock = new ManualTimeProvider();
        await using var session = await SessionAsync(
            async connection =>
            {
                await connection.SendChunkAsync(WireFrames.SessionStart());
                await connection.WhenHungUpAsync();
            },
            clock);
        (await session.ReadAsync()).Kind.Should().Be(LiveTailMessageKind.SessionStart);

        var read = session.Stream.ReadAsync(default).AsTask();
        await clock.WhenTimersPendAsync().WaitAsync(Patience);
        clock.Advance(Request.SilenceLimit - TimeSpan.FromMilliseconds(1));
        read.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        var end = await read.WaitAsync(Patience);
        end.End.Should().Be(new LiveTailEnd(LiveTailEndCause.Silence, null, "Nothing came for 15 s."));
    }

    [Test]
    public async Task EveryByteThatComesStartsTheSilenceAnew()
    {
        var clock = new WireClock();
        var portion = new SemaphoreSlim(0);
        var frame = WireFrames.SessionUpdate(false, "slow");
        await using var session = await SessionAsync(
            async connection =>
            {
                foreach (var part in new[] { frame[..10], frame[10..50], frame[50..] })
                {
                    await portion.WaitAsync();
                    await connection.SendChunkAsync(part);
                }

                await connection.WhenHungUpAsync();
            },
            clock);
        await clock.NextTimerAsync(); // The limit of the call that started the session.

        var read = session.Stream.ReadAsync(default).AsTask();
        for (var part = 0; part < 3; part++)
        {
            await clock.NextTimerAsync();
            clock.Advance(TimeSpan.FromSeconds(14));
            read.IsCompleted.Should().BeFalse();
            portion.Release();
        }

        Texts((await read.WaitAsync(Patience)).Update!).Should().Equal("slow");
    }

    [Test]
    public async Task CancellingAReadThrowsAtOnceAndLosesNothing()
    {
        var more = new TaskCompletionSource();
        await using var session = await SessionAsync(async connection =>
        {
            await more.Task;
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "after"));
        });
        using var cancellation = new CancellationTokenSource();

        var read = session.Stream.ReadAsync(cancellation.Token).AsTask();
        var cancelledAt = System.Diagnostics.Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();
        var call = () => read.WaitAsync(Patience);
        (await call.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        System.Diagnostics.Stopwatch.GetElapsedTime(cancelledAt).Should().BeLessThan(TimeSpan.FromMilliseconds(100));

        more.SetResult();
        Texts((await session.ReadAsync()).Update!).Should().Equal("after");
    }

    [Test]
    public async Task DisposingHangsUpAtOnceEvenDuringARead()
    {
        await using var session = await SessionAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.SessionStart());
            await connection.WhenHungUpAsync();
        });
        await session.ReadAsync();
        var read = session.Stream.ReadAsync(default).AsTask();

        var disposedAt = System.Diagnostics.Stopwatch.GetTimestamp();
        await session.Stream.DisposeAsync();
        await session.Served.WaitAsync(Patience);

        System.Diagnostics.Stopwatch.GetElapsedTime(disposedAt).Should().BeLessThan(TimeSpan.FromMilliseconds(500));
        (await read.WaitAsync(Patience)).Kind.Should().Be(LiveTailMessageKind.Ended);
        await session.Stream.DisposeAsync();
    }

    [Test]
    public async Task TheEndHangsUpByItself()
    {
        await using var session = await SessionAsync(async connection =>
        {
            await connection.SendChunkAsync(WireFrames.Exception("SessionTimeoutException", "{}"));
            await connection.WhenHungUpAsync();
        });

        await EndAsync(session);

        await session.Served.WaitAsync(Patience);
    }

    [Test]
    public async Task ASessionHasNoTimeLimit()
    {
        var clock = new ManualTimeProvider();
        var more = new TaskCompletionSource();
        await using var session = await SessionAsync(
            async connection =>
            {
                await connection.SendChunkAsync(WireFrames.SessionStart());
                await more.Task;
                await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "three hours later"));
            },
            clock);
        await session.ReadAsync();

        clock.Advance(TimeSpan.FromHours(3));
        more.SetResult();

        Texts((await session.ReadAsync()).Update!).Should().Equal("three hours later");
    }

    static IEnumerable<string> Texts(LiveTailUpdate update) => update.Events.Select(e => Encoding.UTF8.GetString(e.Message.Span));

    static async Task<LiveTailEnd> EndAsync(Session session)
    {
        var message = await session.ReadAsync();
        message.Kind.Should().Be(LiveTailMessageKind.Ended);
        (await session.ReadAsync()).Should().Be(message, "after the end, the end is returned again");
        return message.End!;
    }

    static async Task<Session> SessionAsync(Func<WireConnection, Task> script, TimeProvider? timeProvider = null)
    {
        var served = new TaskCompletionSource();
        var server = WireSocket.Start(async connection =>
        {
            await connection.BeginEventStreamAsync();
            await script(connection);
            served.TrySetResult();
        });
        var client = server.Client(timeProvider);
        return new Session(server, client, await client.StartLiveTailAsync(Request, default).WaitAsync(Patience), served.Task);
    }

    sealed record Session(WireSocket Server, CloudWatchLogsClient Client, ILiveTailStream Stream, Task Served) : IAsyncDisposable
    {
        public Task<LiveTailMessage> ReadAsync() => Stream.ReadAsync(default).AsTask().WaitAsync(Patience);

        public async ValueTask DisposeAsync()
        {
            await Stream.DisposeAsync();
            Client.Dispose();
            await Server.DisposeAsync();
        }
    }
}

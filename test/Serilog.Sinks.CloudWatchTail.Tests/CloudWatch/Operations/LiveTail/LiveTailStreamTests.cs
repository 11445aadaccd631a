using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations.LiveTail;

public class LiveTailStreamTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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

        var failure = await Wire.FailureOf(() => client.StartLiveTailAsync(WireSession.Request, default));

        failure.ErrorClass.Should().Be(expected);
        failure.Message.Should().Be("no");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task UpdatesComeInOrderWithOrWithoutAnInitialResponse(bool initialResponse)
    {
        await using var session = await WireSession.StartAsync(async connection =>
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
        WireSession.Texts(update).Should().Equal("größer \"als\" 😀", "zwei");
        update.Events[0].LogGroupIdentifier.Should().Be("123456789012:g");
        update.Events[0].LogStreamName.Should().Be("s");
        update.Events[0].Timestamp.Should().Be(1700000000000);
        update.Events[0].IngestionTime.Should().Be(1700000000500);
    }

    [Test]
    public async Task WhatIsUnknownIsPassedOver()
    {
        await using var session = await WireSession.StartAsync(connection => connection.SendChunkAsync(
            WireFrames.Event("sessionHeartbeat", "not even json"),
            WireFrames.Message("{}", (":message-type", "telemetry")),
            WireFrames.Message("{}"),
            WireFrames.SessionUpdate(false, "known")));

        (await session.ReadUpdateAsync()).Should().Equal("known");
    }

    [Test]
    public async Task CancellingAReadThrowsBeforeAnythingComesAndLosesNothing()
    {
        var more = new TaskCompletionSource();
        await using var session = await WireSession.StartAsync(async connection =>
        {
            await more.Task;
            await connection.SendChunkAsync(WireFrames.SessionUpdate(false, "after"));
        });
        using var cancellation = new CancellationTokenSource();

        var read = session.Stream.ReadAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        // The server sends nothing until later, and would be called silent by then.
        var call = () => read.WaitAsync(Patience);
        (await call.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);

        more.SetResult();
        (await session.ReadUpdateAsync()).Should().Equal("after");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DisposingHangsUpAtOnce(bool duringARead)
    {
        // A connection that is drained first hangs up after two seconds.
        var limit = TimeSpan.FromMilliseconds(500);
        (await Quickest.OfSomeAsync(limit, HangUpAsync)).Should().BeLessThan(limit);

        async Task<TimeSpan> HangUpAsync()
        {
            await using var session = await WireSession.StartAsync(async connection =>
            {
                await connection.SendChunkAsync(WireFrames.SessionStart());
                await connection.WhenHungUpAsync();
            });
            await session.ReadAsync();
            var read = duringARead ? session.Stream.ReadAsync(default).AsTask() : null;

            var took = await Quickest.MeasureAsync(async () =>
            {
                await session.Stream.DisposeAsync();
                await session.Served.WaitAsync(Patience);
            });
            if (read is not null) (await read.WaitAsync(Patience)).Kind.Should().Be(LiveTailMessageKind.Ended);
            await session.Stream.DisposeAsync();
            return took;
        }
    }

    [Test]
    public async Task ASessionHasNoTimeLimit()
    {
        var clock = new ManualTimeProvider();
        var more = new TaskCompletionSource();
        await using var session = await WireSession.StartAsync(
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

        (await session.ReadUpdateAsync()).Should().Equal("three hours later");
    }
}

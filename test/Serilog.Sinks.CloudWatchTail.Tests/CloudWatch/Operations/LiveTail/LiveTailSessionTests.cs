using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations.LiveTail;

/// <summary>Whole sessions against the emulator, over signed HTTP.</summary>
public class LiveTailSessionTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task WhatIsPutIsShown()
    {
        await using var aws = await StartAsync();
        using var client = Wire.Client(aws);
        await using var stream = await client.StartLiveTailAsync(RequestFor(aws), default);
        (await ReadAsync(stream)).Kind.Should().Be(LiveTailMessageKind.SessionStart);

        var body = Wire.PutBody("g", "s", (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), "größer \"als\" 😀"));
        await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        var update = await NextWithEventsAsync(stream);
        var shown = update.Events.Should().ContainSingle().Subject;
        Encoding.UTF8.GetString(shown.Message.Span).Should().Be("größer \"als\" 😀");
        shown.LogStreamName.Should().Be("s");
        var stored = aws.Events("g").Last();
        shown.Timestamp.Should().Be(stored.Timestamp.ToUnixTimeMilliseconds());
    }

    [Test]
    public async Task ASessionThatTheServiceEndsSaysSo()
    {
        await using var aws = await StartAsync();
        using var client = Wire.Client(aws);
        await using var stream = await client.StartLiveTailAsync(RequestFor(aws), default);
        await ReadAsync(stream);

        aws.LiveTailSessions[0].Expire();

        (await EndAsync(stream)).Cause.Should().Be(LiveTailEndCause.SessionTimeout);
    }

    [Test]
    public async Task ASessionCutInAMessageIsCut()
    {
        await using var aws = await StartAsync();
        using var client = Wire.Client(aws);
        await using var stream = await client.StartLiveTailAsync(RequestFor(aws), default);
        await ReadAsync(stream);

        aws.LiveTailSessions[0].CutMidFrame();

        (await EndAsync(stream)).Cause.Should().BeOneOf(LiveTailEndCause.Cut, LiveTailEndCause.ConnectionFailed);
    }

    [Test]
    public async Task AGroupThatDoesNotExistIsRefusedBeforeTheStream()
    {
        await using var aws = await StartAsync();
        using var client = Wire.Client(aws);

        var failure = await Wire.FailureOf(() => client.StartLiveTailAsync(
            new StartLiveTailRequest([$"arn:aws:logs:{aws.Region}:{aws.AccountId}:log-group:none"]), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.NotFound);
    }

    [Test]
    public async Task DisposingEndsTheSessionAtTheService()
    {
        await using var aws = await StartAsync();
        using var client = Wire.Client(aws);
        var stream = await client.StartLiveTailAsync(RequestFor(aws), default);
        await ReadAsync(stream);
        await aws.WaitForLiveTailSessionsAsync(1);

        await stream.DisposeAsync();

        await aws.WaitForLiveTailSessionsAsync(0);
    }

    static async Task<CloudWatchLogsEmulator> StartAsync()
    {
        var aws = await CloudWatchLogsEmulator.StartAsync(o => o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(20));
        aws.Put("g", "s", "seed");
        return aws;
    }

    static StartLiveTailRequest RequestFor(CloudWatchLogsEmulator aws) => new([aws.LogGroup("g")!.Arn]);

    static Task<LiveTailMessage> ReadAsync(ILiveTailStream stream) => stream.ReadAsync(default).AsTask().WaitAsync(Patience);

    static async Task<LiveTailUpdate> NextWithEventsAsync(ILiveTailStream stream)
    {
        while (true)
        {
            var message = await ReadAsync(stream);
            message.Kind.Should().Be(LiveTailMessageKind.SessionUpdate);
            if (message.Update!.Events.Count > 0) return message.Update;
        }
    }

    static async Task<LiveTailEnd> EndAsync(ILiveTailStream stream)
    {
        LiveTailMessage message;
        do message = await ReadAsync(stream);
        while (message.Kind != LiveTailMessageKind.Ended);
        return message.End!;
    }
}

using System.Net;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

public sealed class FaultScriptTests
{
    CloudWatchLogsEmulator _aws = null!;
    EmulatorHttp _http = null!;

    [SetUp]
    public async Task Start()
    {
        _aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(10);

            // At this pace a busy machine could fall behind by ten updates, and the one that a test waits for would be dropped.
            o.LiveTailBufferedUpdates = 100;
        });
        _http = new(_aws);
        _aws.Put("g", "s", "first");
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _aws.DisposeAsync();
    }

    [Test]
    public async Task ThrottlingStrikesSoManyTimes()
    {
        var fault = _aws.Faults.On("PutLogEvents").Times(2).Throttle();
        (await PutAsync("a")).ShouldFail("ThrottlingException", "Rate exceeded");
        (await PutAsync("b")).ShouldFail("ThrottlingException", "Rate exceeded");
        (await PutAsync("c")).Status.Should().Be(200);
        fault.Hits.Should().Be(2);
        fault.IsActive.Should().BeFalse();
        _aws.Events("g").Select(e => e.Message).Should().Equal("first", "c");
    }

    [TestCase(500, "InternalFailure")]
    [TestCase(503, "ServiceUnavailableException")]
    [TestCase(429, "ThrottlingException")]
    [TestCase(502, "Http502")]
    public async Task AStatusIsAnsweredInTheProtocolsShape(int status, string code)
    {
        _aws.Faults.On("PutLogEvents").Status(status);
        var answer = await PutAsync("a");
        (answer.Status, answer.Code).Should().Be((status, code));
        _aws.Requests[^1].StatusCode.Should().Be(status);
    }

    [Test]
    public async Task AStatusMayComeWithTheBodyOfAProxy()
    {
        _aws.Faults.On("PutLogEvents").Status(504, "<html>Gateway Time-out</html>");
        var answer = await PutAsync("a");
        (answer.Status, answer.Text).Should().Be((504, "<html>Gateway Time-out</html>"));
    }

    [Test]
    public async Task AFaultIsSelectedByGroupStreamBodyAndNumber()
    {
        _aws.Faults.On("PutLogEvents").ForGroup("g").ForStream("s").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "poisoned");
        var third = _aws.Faults.On("PutLogEvents").After(1).Reject("AccessDeniedException", "no", 400);
        (await PutAsync("poison")).ShouldFail("InvalidParameterException", "poisoned");
        (await PutAsync("good")).Status.Should().Be(200);
        (await PutAsync("good")).ShouldFail("AccessDeniedException", "no");
        third.IsActive.Should().BeFalse();
        (await PutAsync("poison")).ShouldFail("InvalidParameterException", "poisoned");
        _aws.Faults.Clear();
        (await PutAsync("poison")).Status.Should().Be(200);
    }

    [Test]
    public async Task ACutBeforeStoringStoresNothing()
    {
        _aws.Faults.On("PutLogEvents").CutBeforeStoring();
        await this.Awaiting(t => t.PutAsync("a")).Should().ThrowAsync<HttpRequestException>();
        _aws.Events("g").Should().ContainSingle();
        _aws.Requests[^1].StatusCode.Should().BeNull();
    }

    [Test]
    public async Task ACutAfterStoringStoresAll()
    {
        _aws.Faults.On("PutLogEvents").CutAfterStoring();
        await this.Awaiting(t => t.PutAsync("a")).Should().ThrowAsync<HttpRequestException>();
        _aws.Events("g").Should().HaveCount(2);
    }

    [Test]
    public async Task ACutMidAnswerSendsHalfOfIt()
    {
        _aws.Faults.On("FilterLogEvents").CutMidAnswer();
        using var response = await _http.StartAsync("FilterLogEvents", new { logGroupName = "g" });
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        await response.Content.Awaiting(c => c.ReadAsStringAsync()).Should().ThrowAsync<Exception>();
        (await _http.SendAsync("FilterLogEvents", new { logGroupName = "g" })).Status.Should().Be(200);
    }

    [Test]
    public async Task AConditionThatThrowsIsSaidAndIsNotTakenForTheService()
    {
        var notices = new List<string>();
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Notice = notices.Add);
        using var http = new EmulatorHttp(aws);
        aws.Faults.OnAny().When(_ => throw new InvalidOperationException("my mistake")).Throttle();
        (await http.SendAsync("DescribeLogGroups", "{}")).ShouldFail("InternalFailure", "my mistake", 500);
        notices.Should().ContainSingle().Which.Should().Contain("my mistake");
    }

    [TestCase(false, 1)]
    [TestCase(true, 2)]
    public async Task ARequestCanStayUnanswered(bool store, int stored)
    {
        var fault = _aws.Faults.On("PutLogEvents").NeverAnswer(store);
        using var impatient = new CancellationTokenSource();
        var pending = _http.StartAsync("PutLogEvents", Body("a"), impatient.Token);
        await fault.WaitForHitsAsync();
        if (store) await _aws.WaitForEventsAsync("g", 2);
        pending.IsCompleted.Should().BeFalse();
        impatient.Cancel();
        await pending.Awaiting(p => p).Should().ThrowAsync<OperationCanceledException>();
        await _aws.Requests[^1].Answered.WaitAsync(TimeSpan.FromSeconds(30));
        _aws.Events("g").Should().HaveCount(stored);
    }

    [Test]
    public async Task AHeldRequestGoesOnWhenTheFaultIsCleared()
    {
        var fault = _aws.Faults.On("PutLogEvents").Hold();
        var pending = PutAsync("a");
        await _aws.WaitForRequestsAsync("PutLogEvents", 1);
        await fault.WaitForHitsAsync();
        pending.IsCompleted.Should().BeFalse();
        fault.Clear();
        (await pending).Status.Should().Be(200);
    }

    [Test]
    public async Task ADelayIsMeasuredByTheEmulatorsClock()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.TimeProvider = clock);
        using var http = new EmulatorHttp(aws, clock);
        aws.Put("g", "s", "first");
        aws.Faults.On("FilterLogEvents").Delay(TimeSpan.FromMinutes(1));
        var pending = http.SendAsync("FilterLogEvents", new { logGroupName = "g" });
        await clock.WhenTimersPendAsync();
        clock.Advance(TimeSpan.FromSeconds(59));
        pending.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await pending).Status.Should().Be(200);
    }

    [Test]
    public async Task StartsOfLiveTailCanBeRefused()
    {
        _aws.Faults.On("StartLiveTail").Reject("LimitExceededException", "too many");
        using var refused = await StartTailAsync();
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        using var accepted = await StartTailAsync();
        accepted.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task ACutMidFrameLeavesHalfAMessage()
    {
        _aws.Faults.On("StartLiveTail").AfterUpdates(1).CutMidFrame();
        await using var tail = await OpenAsync();
        (await tail.ReadAsync())!.EventType.Should().Be("sessionUpdate");
        await tail.Awaiting(t => t.ReadAsync()).Should().ThrowAsync<IOException>();
        await _aws.WaitForLiveTailSessionsAsync(0);
    }

    [Test]
    public async Task ACutBetweenFramesComesAfterAWholeUpdate()
    {
        await using var tail = await OpenAsync();
        Session.CutBetweenFrames(withEvents: true);
        _aws.Put("g", "s", "last");
        (await tail.ReadUpdateWithEventsAsync()).Messages.Should().Equal("last");
        await tail.Awaiting(t => t.ReadAsync()).Should().ThrowAsync<IOException>();
    }

    [Test]
    public async Task ASessionCanEndAsAFinishedAnswer()
    {
        await using var tail = await OpenAsync();
        Session.EndCleanly(withEvents: true);
        _aws.Put("g", "s", "last");
        (await tail.ReadUpdateWithEventsAsync()).Messages.Should().Equal("last");
        (await tail.ReadAsync()).Should().BeNull();
    }

    [Test]
    public async Task ASilentSessionStaysOpen()
    {
        await using var tail = await OpenAsync();
        var session = Session;
        session.GoSilent(withEvents: true);
        _aws.Put("g", "s", "never seen");
        await _aws.WaitUntilAsync(_ => session.IsSilent);
        var sent = session.SentUpdates;
        await _aws.WaitUntilAsync(_ => session.DroppedUpdates > 2);
        session.SentUpdates.Should().Be(sent);
        _aws.LiveTailSessions.Should().ContainSingle();
    }

    [Test]
    public async Task ChecksumsCanBeWrong()
    {
        await using var tail = await OpenAsync();
        Session.CorruptMessageChecksum(withEvents: true);
        Session.CorruptPreludeChecksum(withEvents: true);
        _aws.Put("g", "s", "one");
        var frame = await tail.ReadUpdateWithEventsAsync();
        (frame.PreludeGood, frame.MessageGood).Should().Be((true, false));
        _aws.Put("g", "s", "two");
        frame = await tail.ReadUpdateWithEventsAsync();
        frame.PreludeGood.Should().BeFalse();
    }

    [Test]
    public async Task AnExceptionCanFollowAnUpdateInTheSameWrite()
    {
        await using var tail = await OpenAsync();
        Session.EndWithException(withEvents: true);
        _aws.Put("g", "s", "last");
        (await tail.ReadUpdateWithEventsAsync()).Messages.Should().Equal("last");
        var end = await tail.ReadAsync();
        end!.Headers.Should().Contain(":message-type", "exception").And.Contain(":exception-type", "SessionStreamingException");
        end.Json.GetProperty("message").GetString().Should().NotBeEmpty();
        (await tail.ReadAsync()).Should().BeNull();
    }

    [Test]
    public async Task AnUnmodelledErrorIsAllHeaders()
    {
        await using var tail = await OpenAsync();
        Session.EndWithError("Overheated", "Too hot.", withEvents: true);
        _aws.Put("g", "s", "last");
        await tail.ReadUpdateWithEventsAsync();
        var end = await tail.ReadAsync();
        end!.Headers.Should().BeEquivalentTo(new Dictionary<string, string> { [":message-type"] = "error", [":error-code"] = "Overheated", [":error-message"] = "Too hot." });
        end.Payload.Should().BeEmpty();
    }

    [Test]
    public async Task AnUnknownEventComesBeforeTheUpdate()
    {
        _aws.Faults.On("StartLiveTail").SendUnknownEvent("sessionWeather");
        await using var tail = await OpenAsync();
        (await tail.ReadAsync())!.EventType.Should().Be("sessionWeather");
        (await tail.ReadAsync())!.EventType.Should().Be("sessionUpdate");
    }

    [Test]
    public async Task OneSessionCanMeetSeveralFaultsInTurn()
    {
        _aws.Faults.On("StartLiveTail").SendUnknownEvent("sessionWeather");
        _aws.Faults.On("StartLiveTail").AfterUpdates(2).ExpireSession();
        await using var tail = await OpenAsync();
        var seen = new List<string?>();
        while (await tail.ReadAsync() is { } frame) seen.Add(frame.EventType ?? frame.Headers[":exception-type"]);
        seen[0].Should().Be("sessionWeather");
        seen[^1].Should().Be("SessionTimeoutException");
        seen[1..^1].Should().HaveCount(3).And.OnlyContain(t => t == "sessionUpdate");
    }

    [Test]
    public async Task EventsCanBeLostWithoutAWord()
    {
        await using var tail = await OpenAsync();
        Session.LoseEvents();
        _aws.Put("g", "s", "lost");
        await _aws.WaitUntilAsync(a => a.LiveTailSessions[0].LostEvents == 1);
        _aws.Put("g", "s", "seen");
        (await tail.ReadUpdateWithEventsAsync()).Messages.Should().Equal("seen");
    }

    [Test]
    public async Task AnExpiredSessionSaysSo()
    {
        await using var tail = await OpenAsync();
        Session.Expire();
        EmulatorFrame? frame;
        do frame = await tail.ReadAsync();
        while (frame!.EventType == "sessionUpdate");
        frame.Headers[":exception-type"].Should().Be("SessionTimeoutException");
        (await tail.ReadAsync()).Should().BeNull();
    }

    LiveTailSession Session => _aws.LiveTailSessions.Single();

    Task<HttpResponseMessage> StartTailAsync() => _http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { _aws.LogGroup("g")!.Arn } });

    async Task<EmulatorFrames> OpenAsync()
    {
        var tail = new EmulatorFrames(await StartTailAsync());
        (await tail.ReadAsync())!.EventType.Should().Be("initial-response");
        (await tail.ReadAsync())!.EventType.Should().Be("sessionStart");
        return tail;
    }

    Task<EmulatorAnswer> PutAsync(string message) => _http.SendAsync("PutLogEvents", Body(message));

    object Body(string message) => new { logGroupName = "g", logStreamName = "s", logEvents = new[] { new { timestamp = _http.NowMilliseconds, message } } };
}

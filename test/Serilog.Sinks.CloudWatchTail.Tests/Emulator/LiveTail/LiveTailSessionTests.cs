using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

sealed class LiveTailSessionTests : LiveTailTest
{
    [Test]
    public async Task ASessionStartsWithTwoMessagesThatSayWhatItIs()
    {
        using var response = await Http.StartAsync("StartLiveTail", new
        {
            logGroupIdentifiers = new[] { Aws.LogGroup(Group)!.Arn },
            logStreamNamePrefixes = new[] { "app" },
            logEventFilterPattern = "error 404",
        });
        response.Content.Headers.ContentType!.ToString().Should().Be("application/vnd.amazon.eventstream");
        response.Headers.TransferEncodingChunked.Should().BeTrue();
        await using var tail = new EmulatorFrames(response);

        var first = await tail.ReadAsync();
        first!.Headers.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            [":message-type"] = "event", [":event-type"] = "initial-response", [":content-type"] = "application/json",
        });
        first.Json.GetRawText().Should().Be("{}");

        var second = await tail.ReadAsync();
        (second!.PreludeGood, second.MessageGood).Should().Be((true, true));
        second.EventType.Should().Be("sessionStart");
        var start = second.Json;
        start.GetProperty("requestId").GetString().Should().Be(response.Headers.GetValues("x-amzn-RequestId").Single());
        start.GetProperty("sessionId").GetString().Should().NotBeEmpty();
        start.GetProperty("logGroupIdentifiers")[0].GetString().Should().Be("arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders");
        start.GetProperty("logStreamNames").GetArrayLength().Should().Be(0);
        start.GetProperty("logStreamNamePrefixes")[0].GetString().Should().Be("app");
        start.GetProperty("logEventFilterPattern").GetString().Should().Be("error 404");
    }

    [Test]
    public async Task AnUpdateComesEverySecondEvenIfItIsEmpty()
    {
        await using var tail = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            var update = await NextAsync(tail);
            update.Json.GetRawText().Should().Be("""{"sessionMetadata":{"sampled":false},"sessionResults":[]}""");
        }

        Aws.LiveTailSessions.Single().SentUpdates.Should().Be(3);
    }

    [Test]
    public async Task AnEventIsShownWithItsFiveMembers()
    {
        await using var tail = await OpenAsync();
        var timestamp = Now - 5000;
        await PutAsync(Event(timestamp, "übung \"eins\""));
        var result = (await NextAsync(tail)).Results.Single();
        JsonSerializer.Serialize(result).Should().Be(JsonSerializer.Serialize(new
        {
            logStreamName = Stream,
            logGroupIdentifier = "123456789012:/shop/orders",
            message = "übung \"eins\"",
            timestamp,
            ingestionTime = Now - 1000,
        }));
    }

    [Test]
    public async Task ALateJoinerSeesOnlyWhatArrivesAfterItsStart()
    {
        await using var early = await OpenAsync();
        await PutAsync(Event(Now, "first"));
        await using var late = await OpenAsync();
        await PutAsync(Event(Now - 60_000, "second, of an earlier time"));
        Time.Advance(TimeSpan.FromSeconds(1));
        (await early.ReadAsync())!.Messages.Should().Equal("first", "second, of an earlier time");
        (await late.ReadAsync())!.Messages.Should().Equal("second, of an earlier time");
    }

    [Test]
    public async Task StreamsGroupsAndPatternsChoose()
    {
        await CreateAsync("second", "app/1");
        await CreateStreamAsync("web/1");
        await CreateStreamAsync("web/2");
        var all = new[] { ArnOf(Group), ArnOf("second") };
        await using var groups = await OpenAsync(new { logGroupIdentifiers = all });
        await using var names = await OpenAsync(new { logGroupIdentifiers = new[] { ArnOf(Group) }, logStreamNames = new[] { "web/2", "app/1" } });
        await using var prefixes = await OpenAsync(new { logGroupIdentifiers = new[] { ArnOf(Group) }, logStreamNamePrefixes = new[] { "web", "none" } });
        await using var pattern = await OpenAsync(new { logGroupIdentifiers = all, logEventFilterPattern = "%web/[12]%" });
        foreach (var stream in (string[])["app/1", "web/1", "web/2"]) Aws.Put(Group, stream, stream);
        Aws.Put("second", "app/1", "second app/1");
        Aws.Put("third", "app/1", "never");
        Time.Advance(TimeSpan.FromSeconds(1));
        (await groups.ReadAsync())!.Messages.Should().Equal("app/1", "web/1", "web/2", "second app/1");
        (await names.ReadAsync())!.Messages.Should().Equal("app/1", "web/2");
        (await prefixes.ReadAsync())!.Messages.Should().Equal("web/1", "web/2");
        (await pattern.ReadAsync())!.Messages.Should().Equal("web/1", "web/2");
    }

    [Test]
    public async Task AStreamThatComesLaterIsShownByItsPrefix()
    {
        await using var tail = await OpenAsync(new { logGroupIdentifiers = new[] { ArnOf(Group) }, logStreamNamePrefixes = new[] { "new" } });
        Aws.Put(Group, "new/1", "hello");
        (await NextAsync(tail)).Messages.Should().Equal("hello");
    }

    [TestCase(500, false)]
    [TestCase(501, true)]
    [TestCase(9999, true)]
    public async Task MoreThan500EventsAreSampled(int count, bool sampled)
    {
        await using var tail = await OpenAsync();
        Aws.Put(Group, Stream, Enumerable.Range(0, count).Select(i => $"{i}").ToArray());
        var update = await NextAsync(tail);
        update.Sampled.Should().Be(sampled);
        var shown = update.Messages.Select(int.Parse).ToArray();
        shown.Should().HaveCount(500).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        shown[^1].Should().BeGreaterThan(count * 9 / 10, "the sample is of the whole second");
        (await NextAsync(tail)).Results.Should().BeEmpty("what was not shown does not come later");
    }

    [Test]
    public async Task OnlyWhatMatchesCountsForTheSample()
    {
        await using var tail = await OpenAsync(new { logGroupIdentifiers = new[] { ArnOf(Group) }, logEventFilterPattern = "%^.*[05]$%" });
        Aws.Put(Group, Stream, Enumerable.Range(0, 2500).Select(i => $"{i}").ToArray());
        var update = await NextAsync(tail);
        update.Sampled.Should().BeFalse();
        update.Results.Should().HaveCount(500);
    }

    [Test]
    public async Task AfterThreeHoursTheSessionTimesOut()
    {
        await using var tail = await OpenAsync();
        await PutAsync(Event(Now, "early"));
        var reading = Task.Run(async () =>
        {
            var frames = new List<EmulatorFrame>();
            while (await tail.ReadAsync() is { } frame) frames.Add(frame);
            return frames;
        });
        var session = Aws.LiveTailSessions.Single();
        Time.Advance(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        session.Ended.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(1));
        var read = await reading;
        read[^1].Headers.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            [":message-type"] = "exception", [":exception-type"] = "SessionTimeoutException", [":content-type"] = "application/json",
        });
        read[..^1].Should().OnlyContain(f => f.EventType == "sessionUpdate");
        await session.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        Aws.LiveTailSessions.Should().BeEmpty();
    }

    [Test]
    public async Task WhenTheEmulatorStopsListeningSessionsAreCut()
    {
        await using var tail = await OpenAsync();
        await Aws.StopListeningAsync();
        Aws.LiveTailSessions.Should().BeEmpty();
        await tail.Awaiting(t => t.ReadAsync()).Should().ThrowAsync<IOException>();
        await Aws.ResumeListeningAsync();
        await using var again = await OpenAsync();
    }
}

using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

[Parallelizable(ParallelScope.All)]
public sealed class HistoryTests
{
    [Test]
    public async Task HistoryComesFirstAndTheLiveEventsFollowOnce([Values] bool fillGaps)
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.Since = TimeSpan.FromHours(1);
            options.Backfill = fillGaps;
        }, emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        var start = harness.Now;
        harness.Aws.Put(TailHarness.Group, "s", [(start.AddHours(-2), "too old")]);
        var old = Enumerable.Range(0, 25_000).Select(n => (start.AddHours(-1).AddSeconds(60 + n / 10.0), $"old {n}")).ToArray();
        harness.Aws.Put(TailHarness.Group, "s", old);

        // Live events come while the history is read.
        using var hold = harness.Aws.Faults.On("FilterLogEvents").After(1).Hold();
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        await hold.WaitForHitsAsync();
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Backfilling);
        harness.Aws.Put(TailHarness.Group, "s", "live 1", "live 2", "live 2");
        var session = harness.Aws.LiveTailSessions.Single();
        var sent = session.SentUpdates;
        await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent + 1);
        hold.Clear();

        await harness.WaitForEventsAsync(25_003);
        await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent + 20);
        await harness.StopAsync();
        harness.Texts.Should().Equal(old.Select(e => e.Item2).Concat(["live 1", "live 2", "live 2"]));
        harness.NoticesOf<CloudWatchLiveTailNotice.HistoryRead>().Should().ContainSingle().Which.EventCount.Should().Be(25_000);
    }

    [Test]
    public async Task TheHistoryOfSeveralGroupsComesInTimeOrder()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.LogGroups.Add("/a");
            options.LogGroups.Add("/b");
            options.StartTime = DateTimeOffset.UnixEpoch;
        }, emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        var start = harness.Now.AddMinutes(-10);
        harness.Aws.Put("/a", "s", Enumerable.Range(0, 50).Select(n => (start.AddSeconds(2 * n), $"event {2 * n}")));
        harness.Aws.Put("/b", "s", Enumerable.Range(0, 50).Select(n => (start.AddSeconds(2 * n + 1), $"event {2 * n + 1}")));
        harness.Run();
        await harness.WaitForEventsAsync(100);
        harness.Texts.Should().Equal(Enumerable.Range(0, 100).Select(n => $"event {n}"));
    }

    [Test]
    public async Task WithoutFollowingTheTailEndsByItselfOnceTheHistoryIsHandedOver()
    {
        await using var harness = await TailHarness.CreateAsync(
            options =>
            {
                options.Since = TimeSpan.FromHours(1);
                options.Follow = false;
                options.QueueLimit = 10;
                options.ShutdownTimeLimit = TimeSpan.Zero;
            },
            emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        using var gate = new TailGate(harness.Logger);
        harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, 500).Select(n => $"old {n}")]);
        harness.Run(gate.Logger);
        await gate.Reached;
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Backfilling);
        gate.Open();
        await harness.Running.WaitAsync(TimeSpan.FromSeconds(60));
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();

        harness.Texts.Should().Equal(Enumerable.Range(0, 500).Select(n => $"old {n}"));
        harness.Aws.StartedLiveTailSessions.Should().Be(0);
        harness.NoticesOf<CloudWatchLiveTailNotice.HistoryRead>().Should().ContainSingle().Which.EventCount.Should().Be(500);
    }

    [Test]
    public async Task TheHistoryEndsWhereItIsToldTo()
    {
        await using var harness = await TailHarness.CreateAsync(emulator: emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        var now = harness.Now;
        harness.Aws.Put(TailHarness.Group, "s", Enumerable.Range(0, 10).Select(n => (now.AddMinutes(n - 10), $"event {n}")));
        await using var tail = new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add(TailHarness.Group);
            options.Connection = TailHarness.ConnectionTo(harness.Aws);
            options.StartTime = now.AddMinutes(-8);
            options.EndTime = now.AddMinutes(-4);
            options.Follow = false;
        });

        var messages = new List<CloudWatchLiveTailMessage>();
        await foreach (var message in tail.ReadMessagesAsync()) messages.Add(message);

        messages.Select(message => message.ToString()).Should().Equal("event 2", "event 3", "event 4", "event 5", "event 6");
        messages[0].Should().BeEquivalentTo(new
        {
            LogGroup = TailHarness.Group, LogStream = "s", Backfilled = true, Sampled = false,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(now.AddMinutes(-8).ToUnixTimeMilliseconds()),
        });
        System.Text.Encoding.UTF8.GetString(messages[0].Utf8Message.Span).Should().Be("event 2");
        default(CloudWatchLiveTailMessage).ToString().Should().BeEmpty();
        default(CloudWatchLiveTailMessage).LogGroup.Should().BeEmpty();
        default(CloudWatchLiveTailMessage).Backfilled.Should().BeFalse();
    }

    [Test]
    public async Task LiveEventsThatDoNotFitWhileHistoryIsReadAreFetchedAfterIt()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.Since = TimeSpan.FromHours(1);
            options.QueueLimit = 50;
        }, emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        harness.Aws.Put(TailHarness.Group, "s", "old");
        using var hold = harness.Aws.Faults.On("FilterLogEvents").Hold();
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        await hold.WaitForHitsAsync();
        var session = harness.Aws.LiveTailSessions.Single();
        for (var put = 0; put < 10; put++)
        {
            harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(put * 20, 20).Select(n => $"live {n}")]);
            var sent = session.SentUpdates;
            await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent + 1);
        }

        hold.Clear();
        await harness.WaitForEventsAsync(201);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.OverflowBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo(Enumerable.Range(0, 200).Select(n => $"live {n}").Prepend("old"));
        harness.Texts.First().Should().Be("old");
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Should().BeEmpty();
    }

    [Test]
    public async Task WhatIsReceivedWhileHistoryIsReadIsHandedOverWhenTheTailIsCancelled()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.Since = TimeSpan.FromHours(1));
        using var hold = harness.Aws.Faults.On("FilterLogEvents").Hold();
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        await hold.WaitForHitsAsync();
        var session = harness.Aws.LiveTailSessions.Single();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two", "three");
        var sent = session.SentUpdates;
        await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent + 2);
        await harness.StopAsync();

        harness.Texts.Should().Equal("one", "two", "three");
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Should().BeEmpty();
    }

    [Test]
    public async Task AnAgeOlderThanTimeMeansFromTheBeginning()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.Since = TimeSpan.MaxValue, emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        harness.Aws.Put(TailHarness.Group, "s", "old");
        harness.Run();
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
        harness.Texts.Should().Equal("old");
    }

    [Test]
    public async Task AStartThatIsStillToComeMeansNoHistory()
    {
        await using var harness = await TailHarness.CreateAsync();
        await using var later = harness.Next(options => options.StartTime = harness.Now.AddHours(1));
        later.Run();
        await later.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "new");
        await later.WaitForEventsAsync(1);
        await later.StopAsync();
        later.Texts.Should().Equal("new");
    }

    [Test]
    public async Task AHistoryThatEndsBeforeItBeginsIsEmpty()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.Follow = false;
            options.Since = TimeSpan.FromMinutes(10);
            options.EndTime = DateTimeOffset.UnixEpoch;
        });
        harness.Run();
        await harness.Running.WaitAsync(Limits.Patience);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();
        harness.Texts.Should().BeEmpty();
        harness.NoticesOf<CloudWatchLiveTailNotice.HistoryRead>().Should().ContainSingle().Which.EventCount.Should().Be(0);
    }

    [TestCase("arn:aws:logs:us-east-1:{account}:log-group:/no/such", null)]
    [TestCase("/shop/orders", "no-such-stream")]
    public async Task TheHistoryOfWhatDoesNotExistIsAnError(string group, string? stream)
    {
        await using var harness = await TailHarness.CreateAsync();
        await using var history = harness.Next(options =>
        {
            options.LogGroups.Add(group.Replace("{account}", harness.Aws.AccountId, StringComparison.Ordinal));
            if (stream is not null) options.LogStreamNames.Add(stream);
            options.Since = TimeSpan.FromHours(1);
            options.Follow = false;
        });
        history.Run();
        (await history.Awaiting(h => h.Running.WaitAsync(Limits.Patience)).Should().ThrowAsync<CloudWatchLogsException>())
            .Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.NotFound);
    }

    [Test]
    public async Task HistoryInFrontOfASlowConsumerShedsNothing()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.Since = TimeSpan.FromHours(1);
            options.QueueLimit = 10;
        }, emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        using var gate = new TailGate(harness.Logger);
        harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, 1_000).Select(n => $"old {n}")]);
        harness.Run(gate.Logger);
        await gate.Reached;
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        gate.Open();
        await harness.WaitForEventsAsync(1_000);
        await harness.StopAsync();
        harness.Texts.Should().Equal(Enumerable.Range(0, 1_000).Select(n => $"old {n}"));
    }
}

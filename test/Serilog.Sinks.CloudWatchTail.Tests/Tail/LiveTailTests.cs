using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

[Parallelizable(ParallelScope.All)]
public sealed class LiveTailTests
{
    [Test]
    public async Task WhatIsPutAfterTheStartIsReplayedIntoTheLogger()
    {
        await using var harness = await TailHarness.StartAsync();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two", "three");

        await harness.WaitForEventsAsync(3);
        await harness.StopAsync();

        harness.Texts.Should().Equal("one", "two", "three");
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Should().ContainSingle().Which.Should().Be(new CloudWatchLiveTailNotice.Ended { EventCount = 3, Exception = null });
    }

    [Test]
    public async Task WhatWasPutBeforeTheStartIsNotShown()
    {
        await using var harness = await TailHarness.CreateAsync();
        harness.Aws.Put(TailHarness.Group, "s", [(harness.Now.AddMinutes(-1), "old")]);
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "new");

        await harness.WaitForEventsAsync(1);
        await harness.Aws.WaitForRequestsAsync("FilterLogEvents", 3);
        await harness.StopAsync();

        harness.Texts.Should().Equal("new");
    }

    [Test]
    public async Task AnEventIsEnrichedWithItsOrigin()
    {
        await using var harness = await TailHarness.StartAsync(options => options.Backfill = false);
        harness.Aws.Put(TailHarness.Group, "web/1", "hello");

        await harness.WaitForEventsAsync(1);

        var properties = harness.Events[0].Properties;
        properties["LogGroup"].Should().BeEquivalentTo(new ScalarValue(TailHarness.Group));
        properties["LogStream"].Should().BeEquivalentTo(new ScalarValue("web/1"));
        properties["Sampled"].Should().BeEquivalentTo(new ScalarValue(false));
        properties["Backfilled"].Should().BeEquivalentTo(new ScalarValue(false));
        properties["IngestionTime"].Should().BeOfType<ScalarValue>().Which.Value.Should().BeOfType<DateTimeOffset>();
        TailedMessageTemplate.OriginOf(harness.Events[0])!.Endpoint.Should().Be(harness.Aws.ServiceUrl);
    }

    [Test]
    public async Task TheSequenceYieldsTheSameEvents()
    {
        await using var harness = await TailHarness.CreateAsync();
        using var stop = new CancellationTokenSource();
        var texts = new List<string>();

        await foreach (var logEvent in WithPutsOnceLive(harness, stop.Token))
        {
            logEvent.Properties.Should().ContainKey("LogStream");
            texts.Add(logEvent.MessageTemplate.Text);
            if (texts.Count == 2) stop.Cancel();
        }

        texts.Should().Equal("one", "two");
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Stopped);
    }

    [Test]
    public async Task LeavingTheLoopEndsTheTail()
    {
        await using var harness = await TailHarness.CreateAsync();
        await foreach (var _ in WithPutsOnceLive(harness, CancellationToken.None)) break;

        await harness.Aws.WaitForLiveTailSessionsAsync(0);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Stopped);
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Should().ContainSingle();
    }

    [Test]
    public async Task ATailRunsOnceAtATimeAndCanRunAgain()
    {
        await using var harness = await TailHarness.StartAsync();

        var second = () => harness.Tail.RunAsync(harness.Logger);
        (await second.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*running already*");
        var third = async () => await harness.Tail.ReadAsync().GetAsyncEnumerator().MoveNextAsync();
        await third.Should().ThrowAsync<InvalidOperationException>();

        await harness.StopAsync();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        await harness.Tail.RunAsync(harness.Logger, stop.Token);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>(2);
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Should().HaveCount(2);
    }

    [Test]
    public async Task ATailCanBeStartedWhereNoContextFlows()
    {
        await using var harness = await TailHarness.CreateAsync();
        using (ExecutionContext.SuppressFlow()) harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
    }

    [Test]
    public async Task ADisposedTailDoesNotRun()
    {
        await using var harness = await TailHarness.CreateAsync();
        await harness.Tail.DisposeAsync();
        await harness.Tail.DisposeAsync();

        var run = () => harness.Tail.RunAsync(harness.Logger);
        await run.Should().ThrowAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task DisposingEndsARunningTail()
    {
        await using var harness = await TailHarness.StartAsync();
        await harness.Tail.DisposeAsync();

        harness.Running.IsCompletedSuccessfully.Should().BeTrue();
        await harness.Aws.WaitForLiveTailSessionsAsync(0);
    }

    [TestCase("/shop/orders")]
    [TestCase("/shop/ord*")]
    [TestCase("arn:aws:logs:us-east-1:{account}:log-group:/shop/orders")]
    [TestCase("arn:aws:logs:us-east-1:{account}:log-group:/shop/orders:*")]
    public async Task AGroupIsNamedInAnyOfItsForms(string identifier)
    {
        await using var harness = await TailHarness.CreateAsync();
        var account = harness.Aws.AccountId;
        await using var tail = new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add(identifier.Replace("{account}", account, StringComparison.Ordinal));
            options.Connection = TailHarness.ConnectionTo(harness.Aws);
            options.OnNotice = notice =>
            {
                if (notice is CloudWatchLiveTailNotice.Started) harness.Aws.Put(TailHarness.Group, "s", "hello");
            };
        });

        await foreach (var logEvent in tail.ReadAsync())
        {
            logEvent.MessageTemplate.Text.Should().Be("hello");
            logEvent.Properties["LogGroup"].Should().BeEquivalentTo(new ScalarValue("/shop/orders"));
            break;
        }

        harness.Aws.RequestCount("DescribeLogGroups").Should().Be(identifier.StartsWith("arn:", StringComparison.Ordinal) ? 0 : 1);
    }

    [Test]
    public async Task OnlyWhatMatchesTheFilterThePrefixAndTheLevelIsShown()
    {
        await using var harness = await TailHarness.StartAsync(options =>
        {
            options.LogStreamNamePrefixes.Add("web/");
            options.LogEventFilterPattern = "order";
            options.MinimumLevel = LogEventLevel.Warning;
        });
        harness.Aws.Put(TailHarness.Group, "web/1", Clef("Error", "order 1"), Clef("Debug", "order 2"), Clef("Error", "other"));
        harness.Aws.Put(TailHarness.Group, "job/1", Clef("Error", "order 3"));
        harness.Aws.Put(TailHarness.Group, "web/1", Clef("Error", "order 4"));

        await harness.WaitForEventsAsync(2);

        harness.Texts.Should().BeEquivalentTo("order 1", "order 4");
    }

    static string Clef(string level, string template) => $$"""{"@t":"2026-03-01T12:00:00Z","@l":"{{level}}","@mt":"{{template}}"}""";

    static async IAsyncEnumerable<LogEvent> WithPutsOnceLive(TailHarness harness, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var puts = PutOnceLiveAsync(harness);
        await foreach (var logEvent in harness.Tail.ReadAsync(cancellationToken)) yield return logEvent;
        await puts;
    }

    static async Task PutOnceLiveAsync(TailHarness harness)
    {
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two");
    }
}

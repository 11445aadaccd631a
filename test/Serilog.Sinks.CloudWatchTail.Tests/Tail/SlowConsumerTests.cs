using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A local sink that is slow, hangs or throws costs at most a counted number of events, never the connection.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SlowConsumerTests
{
    [Test]
    public async Task TheOldestEventsAreShedWithAnExactCountAndTheConnectionIsDrained()
    {
        using var gate = new TailGate();
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.QueueLimit = 100;
            // A query could wait with an event that is then not shed.
            options.Backfill = false;
        });
        harness.Run(gate.Logger);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "held");
        await gate.Reached;

        var session = harness.Aws.LiveTailSessions.Single();
        for (var put = 0; put < 30; put++)
        {
            harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(put * 50, 50).Select(n => $"event {n}")]);
            var sent = session.SentUpdates;
            await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent);
        }

        // 1,500 came, 100 wait.
        await harness.WaitForAsync(() => harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Sum(notice => notice.EventCount) == 1_400);
        gate.Open();
        await harness.StopAsync();

        session.DroppedUpdates.Should().Be(0);
        gate.Texts.Should().Equal(Enumerable.Range(1_400, 100).Select(n => $"event {n}").Prepend("held"));
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Sum(notice => notice.EventCount).Should().Be(1_400);
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Single().EventCount.Should().Be(101);
    }

    [Test]
    public async Task WithBlockWhenFullNothingIsShedAndEverythingComesInTheEnd()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.QueueLimit = 100;
            options.BlockWhenFull = true;
        });
        using var gate = new TailGate(harness.Logger);
        harness.Run(gate.Logger);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "held");
        await gate.Reached;

        var session = harness.Aws.LiveTailSessions.Single();
        var texts = Enumerable.Range(0, 2_000).Select(n => $"event {n}").ToArray();
        foreach (var chunk in texts.Chunk(200))
        {
            harness.Aws.Put(TailHarness.Group, "s", chunk);
            var sent = session.SentUpdates;
            await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent);
        }

        gate.Open();
        await harness.WaitForEventsAsync(2_001);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.OverflowBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        session.DroppedUpdates.Should().Be(0);
        gate.Texts.Should().BeEquivalentTo(texts.Append("held"), options => options.WithoutStrictOrdering());
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Should().BeEmpty();
    }

    [Test]
    public async Task ASinkThatThrowsDoesNotEndTheTail()
    {
        await using var harness = await TailHarness.CreateAsync();
        using var throwing = new LoggerConfiguration().WriteTo.Sink(new Throwing(harness.Logger)).CreateLogger();
        using var auditing = new LoggerConfiguration().AuditTo.Sink(new Throwing(throwing)).CreateLogger();
        harness.Run(auditing);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two");

        await harness.WaitForEventsAsync(2);
        await harness.StopAsync();
        harness.Texts.Should().Equal("one", "two");
    }

    [Test]
    public async Task AnEnricherThatThrowsCostsNoEvent()
    {
        await using var harness = await TailHarness.StartAsync(options => options.Enrichers.Insert(0, new ThrowingEnricher()));
        harness.Aws.Put(TailHarness.Group, "s", "one");
        await harness.WaitForEventsAsync(1);
        harness.Events[0].Properties.Should().ContainKey("LogStream");
    }

    sealed class Throwing(ILogger next) : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
            next.Write(logEvent);
            throw new InvalidOperationException("The sink is broken.");
        }
    }

    sealed class ThrowingEnricher : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => throw new InvalidOperationException("The enricher is broken.");
    }
}

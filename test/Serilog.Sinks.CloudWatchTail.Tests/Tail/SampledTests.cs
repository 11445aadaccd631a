using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>The service shows 500 events a second at most; the tail shows all.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SampledTests
{
    [Test]
    public async Task FiveThousandEventsASecondForTwentySecondsAreAllReplayed()
    {
        const int seconds = 20;
        const int perSecond = 5_000;
        await using var harness = await TailHarness.StartAsync(timeProvider: new FastTimeProvider(5));
        var session = harness.Aws.LiveTailSessions.Single();
        var put = new List<string>();
        for (var second = 0; second < seconds; second++)
        {
            // Every tenth line is the same, so that there are identical ones in most milliseconds.
            var texts = Enumerable.Range(0, perSecond).Select(n => n % 10 == 0 ? "tick" : $"event {second} {n}").ToArray();
            put.AddRange(texts);
            harness.Aws.Put(TailHarness.Group, $"s{second % 3}", texts);
            var sent = session.SentUpdates;
            await harness.Aws.WaitUntilAsync(_ => session.SentUpdates > sent);
        }

        await harness.WaitForEventsAsync(seconds * perSecond);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.SampledSecondsBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        harness.Texts.Order().SequenceEqual(put.Order()).Should().BeTrue();
        session.SentEvents.Should().BeLessThan(seconds * perSecond / 5);
        harness.Events.Where(e => e.Properties["Sampled"].ToString() == "True").Should().HaveCountGreaterThan(1_000);
    }

    [Test]
    public async Task ASampledSecondIsFilledForEveryGroupOfItsSession([Values] LiveTailGroupNaming naming)
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.LogGroups.Add(TailHarness.Group);
            options.LogGroups.Add("/shop/stock");
        }, emulator =>
        {
            emulator.LiveTailUpdateLimit = 10;
            emulator.LiveTailGroupNaming = naming;
            emulator.LiveTailIngestionTimeSkew = TimeSpan.FromMilliseconds(naming == LiveTailGroupNaming.Arn ? 7 : 0);
        });
        harness.Aws.Put("/shop/stock", "s");
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();

        var orders = Enumerable.Range(0, 40).Select(n => $"order {n}").ToArray();
        var stock = Enumerable.Range(0, 40).Select(n => $"stock {n}").ToArray();
        harness.Aws.Put(TailHarness.Group, "s", orders);
        harness.Aws.Put("/shop/stock", "s", stock);
        await harness.WaitForEventsAsync(80);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.SampledSecondsBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo(orders.Concat(stock));
    }
}

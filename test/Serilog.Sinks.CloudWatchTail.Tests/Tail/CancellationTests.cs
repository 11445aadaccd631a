using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>Cancelling ends the network side at once and hands over for a bounded time.</summary>
public sealed class CancellationTests
{
    [TestCase(null, Description = "While live.")]
    [TestCase("FilterLogEvents", Description = "While a query hangs.")]
    [TestCase("StartLiveTail", Description = "While a start hangs.")]
    public async Task TheNetworkSideEndsWithinAHundredMilliseconds(string? operation)
    {
        var limit = TimeSpan.FromMilliseconds(100);
        (await Quickest.OfSomeAsync(limit, CancelAsync)).Should().BeLessThan(limit);

        async Task<TimeSpan> CancelAsync()
        {
            await using var harness = await TailHarness.CreateAsync(timeProvider: TimeProvider.System);
            using var hold = harness.Aws.Faults.On(operation ?? "PutLogEvents").Hold();
            harness.Run();
            if (operation is null) await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
            else await hold.WaitForHitsAsync();

            var took = await Quickest.MeasureAsync(harness.StopAsync);
            hold.Clear();
            await harness.Aws.WaitForLiveTailSessionsAsync(0);
            return took;
        }
    }

    [Test]
    public async Task WhatWasReceivedIsHandedOverFirst()
    {
        using var gate = new TailGate();
        await using var harness = await TailHarness.CreateAsync(options => options.ShutdownTimeLimit = TimeSpan.FromMinutes(10));
        harness.Run(gate.Logger);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two", "three");
        await gate.Reached;

        var stopped = harness.StopAsync();
        await harness.Aws.WaitForLiveTailSessionsAsync(0);
        stopped.IsCompleted.Should().BeFalse();
        gate.Open();
        await stopped;

        gate.Texts.Should().Equal("one", "two", "three");
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Should().BeEmpty();
    }

    [Test]
    public async Task ASinkThatDoesNotComeBackIsLeftBehindAndTheRestIsCounted()
    {
        using var gate = new TailGate();
        await using var harness = await TailHarness.CreateAsync(options => options.ShutdownTimeLimit = TimeSpan.FromSeconds(2));
        harness.Run(gate.Logger);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two", "three");
        await gate.Reached;

        await harness.StopAsync();

        gate.Texts.Should().Equal("one");
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Should().ContainSingle().Which.EventCount.Should().Be(2);
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Should().ContainSingle().Which.EventCount.Should().Be(1);
        gate.Open();
    }

    [Test]
    public async Task ATailThatIsCancelledBeforeItBeginsConnectsToNothing()
    {
        await using var harness = await TailHarness.CreateAsync();
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        await harness.Tail.RunAsync(harness.Logger, stop.Token);
        await foreach (var _ in harness.Tail.ReadAsync(stop.Token)) Assert.Fail("Nothing was to be read.");

        harness.Aws.Requests.Should().BeEmpty();
    }
}

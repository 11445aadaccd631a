using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>Cancelling ends the network side at once and hands over for a bounded time.</summary>
public sealed class CancellationTests
{
    [Test]
    public async Task TheNetworkSideEndsWithinAHundredMilliseconds()
    {
        await using var harness = await TailHarness.StartAsync(timeProvider: TimeProvider.System);
        await harness.StopAsync();

        // Once more, with everything compiled: while live, while a query hangs, and while a start hangs.
        foreach (var operation in new[] { null, "FilterLogEvents", "StartLiveTail" })
        {
            await using var next = await TailHarness.CreateAsync(timeProvider: TimeProvider.System);
            using var hold = next.Aws.Faults.On(operation ?? "PutLogEvents").Hold();
            next.Run();
            if (operation is null) await next.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
            else await hold.WaitForHitsAsync();

            var watch = Stopwatch.StartNew();
            await next.StopAsync();
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromMilliseconds(100), "of {0}", operation ?? "nothing");
            hold.Clear();
            await next.Aws.WaitForLiveTailSessionsAsync(0);
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
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsShed>().Should().BeEmpty();
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
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsShed>().Should().ContainSingle().Which.EventCount.Should().Be(2);
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

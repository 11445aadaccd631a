using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Memory;

/// <summary>A service that fails while the bytes that may wait are used up: some events are packed, the rest stand behind them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class FullOfBytesTests
{
    const int Packed = 5, Behind = 2;

    readonly GatedFormatter _gates = new();

    [TearDown]
    public void TearDown() => _gates.Dispose();

    [Test]
    public async Task AnEventIsTriedForAsLongAsTheLimitSaysHoweverLongAgoTheOnesBeforeItCame()
    {
        await using var sink = await FillAsync();
        await FailUntilTheFirstAreGivenUpAsync(sink);
        sink.Emit("fresh");
        await AcceptAsync(sink, Behind + 1);

        sink.Failures.Where(f => f.Kind != CloudWatchFailureKind.Temporary).Sum(f => f.Count).Should().Be(Packed);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task WhatStandsBehindIsTriedDuringDisposalOnceThereIsRoom()
    {
        await using var sink = await FillAsync();
        var disposal = sink.Sink.DisposeAsync().AsTask();
        await FailUntilTheFirstAreGivenUpAsync(sink);
        await AcceptAsync(sink, Behind);

        await disposal.WaitAsync(Limits.Patience);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AFlushCutsTheWaitShortThatKeepsTheRestFromBeingPacked()
    {
        await using var sink = await FillAsync();
        (await sink.AdvanceToNextPutAsync()).Fail(CloudWatchLogsErrorClass.Denied);
        await Eventually.HoldsAsync(() => !sink.Failures.IsEmpty);

        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        await sink.AcceptUntilAsync(flush);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(Packed + Behind);
    }

    async Task<SinkUnderTest> FillAsync()
    {
        var sink = new SinkUnderTest(o =>
        {
            o.Formatter = _gates;
            o.QueueLimitBytes = 1_048_576;
            o.RetryTimeLimit = TimeSpan.FromSeconds(20);
            o.ShutdownTimeLimit = TimeSpan.FromMinutes(1);
            o.MaxConcurrentRequests = 1;
        });

        // All are let in before the first of them takes any bytes.
        sink.Emit(GatedFormatter.Gate);
        await _gates.ReachedAsync();
        for (var i = 1; i < Packed + Behind; i++) sink.Emit(GatedFormatter.Long);
        _gates.Open();
        return sink;
    }

    static Task FailUntilTheFirstAreGivenUpAsync(SinkUnderTest sink) => Eventually.HoldsAsync(() => sink.Sink.Gauges.Ledger.Lost >= Packed, async () =>
    {
        if (sink.Client.PutsNotTaken > 0) (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable);
        else if (sink.Sink.Gauges.CallsUnderWay == 0 && sink.Clock.PendingTimers > 0) sink.Clock.Advance(TimeSpan.FromMilliseconds(100));
    });

    static async Task AcceptAsync(SinkUnderTest sink, int events)
    {
        var end = sink.Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        await Eventually.HoldsAsync(() => sink.Sink.Gauges.Ledger.Delivered >= events || sink.Clock.GetUtcNow() >= end, async () =>
        {
            if (sink.Client.PutsNotTaken > 0) (await sink.Client.NextPutAsync()).Accept();
            else if (sink.Sink.Gauges.CallsUnderWay == 0 && sink.Clock.PendingTimers > 0) sink.Clock.Advance(TimeSpan.FromMilliseconds(100));
        });

        sink.Sink.Gauges.Ledger.Delivered.Should().Be(events);
    }
}

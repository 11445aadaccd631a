using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Runtime;

/// <summary>Alone, since the meter is the process's.</summary>
[NonParallelizable]
public sealed class TailMetricsTests
{
    [Test]
    public async Task TheMeterCountsWhatHappens()
    {
        var sums = new ConcurrentDictionary<string, double>();
        var counts = new ConcurrentDictionary<string, int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Serilog.Sinks.CloudWatchTail") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();

        await using var harness = await TailHarness.StartAsync(
            emulator: options => options.LiveTailUpdateLimit = 10,
            // Slow enough for what is shown live to come before a query finds it, on a busy machine too.
            timeProvider: new FastTimeProvider(8));
        harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, 30).Select(n => $"event {n}")]);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.SampledSecondsBackfilled>(matching: notice => notice.Complete);
        harness.Aws.LiveTailSessions.Single().Expire();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        sums["cloudwatchtail.tail.received"].Should().Be(10);
        sums["cloudwatchtail.tail.sampled_updates"].Should().Be(1);
        sums["cloudwatchtail.tail.backfilled"].Should().Be(20);
        sums["cloudwatchtail.tail.gaps"].Should().Be(1);
        sums["cloudwatchtail.tail.reconnects"].Should().Be(1);
        sums["cloudwatchtail.tail.duplicates"].Should().BeGreaterThan(0);
        sums["cloudwatchtail.tail.queries"].Should().Be(harness.Aws.RequestCount("FilterLogEvents"));
        sums.Should().NotContainKey("cloudwatchtail.tail.dropped");
        counts["cloudwatchtail.tail.event_lag"].Should().Be(30);
        counts["cloudwatchtail.tail.ingestion_lag"].Should().Be(30);
        sums["cloudwatchtail.tail.ingestion_lag"].Should().BeGreaterThan(0);

        void Add(Instrument instrument, double value)
        {
            sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
            counts.AddOrUpdate(instrument.Name, 1, (_, count) => count + 1);
        }
    }
}

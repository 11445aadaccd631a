using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Memory;

/// <summary>What events keep alive while the service does not answer, after a collection.</summary>
[NonParallelizable]
public class LargeEventsTests
{
    const int LimitBytes = 16 * 1024 * 1024;

    /// <summary>For pages, batches and buffers, empty ones included, and for what other tests have left.</summary>
    const int Overhead = 12 * 1024 * 1024;

    [Test]
    public async Task AFloodOfLargeEventsKeepsNoMoreAliveThanTheLimitSays(
        [Values(30_000, 100_000, 300_000)] int characters, [Values("string", "structure", "sequence")] string kind)
    {
        var before = Kept();
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var sink = new SinkUnderTest(o =>
        {
            o.QueueLimitBytes = LimitBytes;
            o.ShutdownTimeLimit = TimeSpan.Zero;

            // The test keeps no event.
            o.OnFailure = f => _ = f.Reason == CloudWatchFailureReason.QueueFull && reported.TrySetResult();
        });

        // Ten times what the limit allows.
        var events = LimitBytes * 10L / characters / 2;
        for (var i = 0; i < events; i++) sink.Sink.Emit(WithText(kind, new string('x', characters)));

        (Kept() - before).Should().BeLessThan(LimitBytes + Overhead);
        sink.Sink.Gauges.Ledger.Lost.Should().BeGreaterThan(events / 2, "most do not find room");
        await reported.Task.WaitAsync(Limits.Patience);
    }

    [Test]
    public async Task WhatLargeEventsTookIsFreeAtOnceWhenTheyAreDelivered()
    {
        _ = Kept();
        var before = LargeText.BytesInUse;
        await using var sink = new SinkUnderTest(o => o.QueueLimitBytes = LimitBytes);
        for (var i = 0; i < 20; i++) sink.Sink.Emit(WithText("string", new string('x', 100_000)));
        (LargeText.BytesInUse - before).Should().BeGreaterThan(10 * 100_000, "no more than a few come before the sink sees that the service does not keep up");

        await sink.AcceptUntilAsync(sink.Sink.FlushAsync(CancellationToken.None)).WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(20);
        (LargeText.BytesInUse - before).Should().Be(0);
    }

    [Test]
    public void ARefusedEventKeepsNoLargeStringAliveAndIsReportedAsItWas()
    {
        var (clock, text) = (new ManualTimeProvider(), new WeakReference(null));
        var queue = new EventQueue(new EventQueueLimits(0, LimitBytes, false, 100, LevelAlias.Off), new LoopSignal(clock), new SinkLedger());
        Refuse(queue, text);
        GC.Collect();
        text.IsAlive.Should().BeFalse();

        var (count, kept) = queue.Refused.Take(CloudWatchFailureReason.QueueFull);
        count.Should().Be(1);
        kept.Should().ContainSingle().Which.Properties.Should().BeEquivalentTo(WithText("string", new string('x', 100_000)).Properties);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Refuse(EventQueue queue, WeakReference text)
        {
            text.Target = new string('x', 100_000);
            queue.TryEnqueue(WithText("string", (string)text.Target)).Should().BeTrue();
        }
    }

    static long Kept()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true) + LargeText.BytesInUse;
    }

    static LogEvent WithText(string kind, string text) => Some.LogEvent("{Text}", properties:
    [
        ("Text", kind switch
        {
            "string" => text,
            "structure" => Some.Structure(null, ("Text", text)),
            _ => new SequenceValue([new ScalarValue(text), new ScalarValue(1)]),
        }),
    ]);

    [Test]
    public void AnEventThatIsKeptWholeCountsForWhatItTakes()
    {
        var values = Enumerable.Range(0, 100).Select(i => $"customer-{i}").ToArray();
        var template = Some.LogEvent("Order {OrderId} for {Customer} took {Elapsed} ms").MessageTemplate;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var logEvent = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, template,
        [
            new LogEventProperty("OrderId", new ScalarValue(7)),
            new LogEventProperty("Customer", new ScalarValue(new string('c', 12))),
            new LogEventProperty("Elapsed", new ScalarValue(1.5)),
            new LogEventProperty("Machine", new ScalarValue(values[3])),
            new LogEventProperty("Version", new ScalarValue(values[4])),
        ]);

        // The name and value pairs and their array are garbage at once.
        var taken = GC.GetAllocatedBytesForCurrentThread() - before - (5 * 32) - 64;
        var counted = CapturedSize.OfWhole(logEvent) - CapturedSize.PerEvent;
        counted.Should().BeInRange((int)(taken * 0.8), (int)(taken * 1.5));

        // As the option says.
        CapturedSize.OfWhole(logEvent).Should().BeInRange(930, 970);
        CapturedSize.WithBody(CapturedSize.OfWhole(logEvent)).Should().BeInRange(1_430, 1_470);
    }
}

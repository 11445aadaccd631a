using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Handoff;

[NonParallelizable]
public sealed class FloodTests
{
    const long QueueLimitBytes = 128 * 1024 * 1024;
    const long Allowance = 100 * 1024 * 1024;

    [TestCase(20, 1_000_000)]
    [TestCase(500, 40_000)]
    [TestCase(500, 30)]
    public void UpdatesOfLongMessagesThatNothingTakesStayWithinTheQueuesLimit(int count, int length)
    {
        var frame = WireFrames.SessionUpdate(true, [.. Enumerable.Range(0, count).Select(n => $"{n} {new string('x', length)}")]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var decoder = new EventStreamDecoder();
        var updates = new SessionUpdateReader();
        var handOff = new HandoffQueue(100_000, QueueLimitBytes);
        var services = new TailServices(new TailFakeClient(), TimeProvider.System, () => 0.5, new TailNotices(_ => { }));
        var intake = new LiveIntake([TailSome.Group("g")], merge: null, backfill: null, held: null, handOff, blockWhenFull: false, services);
        long most = 0;
        for (var second = 0; second < 20; second++)
        {
            Feed(decoder, frame);
            decoder.TryRead(out var message).Should().BeTrue();
            intake.Accept(updates.Read(message.Payload));
            if (second % 10 == 9) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        most.Should().BeLessThan(QueueLimitBytes + Allowance);
        TestContext.Out.WriteLine($"{most / 1024.0 / 1024:0} MiB");
        GC.KeepAlive(handOff);
        GC.KeepAlive(updates);
    }

    static void Feed(EventStreamDecoder decoder, byte[] frame)
    {
        for (var rest = frame.AsMemory(); !rest.IsEmpty;)
        {
            var buffer = decoder.GetBuffer();
            var portion = rest[..Math.Min(rest.Length, buffer.Length)];
            portion.CopyTo(buffer);
            decoder.Advance(portion.Length);
            rest = rest[portion.Length..];
            if (!rest.IsEmpty) decoder.TryRead(out _).Should().BeFalse();
        }
    }
}

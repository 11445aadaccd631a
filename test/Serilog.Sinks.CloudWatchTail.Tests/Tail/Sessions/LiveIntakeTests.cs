using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Sessions;

public sealed class LiveIntakeTests
{
    readonly TailedGroup _group = TailSome.Group();

    [Test]
    public void WithBlockWhenFullNothingIsShedWhoeverElseFillsTheQueue()
    {
        var handOff = new HandoffQueue(1, 1_000_000);
        // A query takes the last place between the session's look for room and its message.
        var client = new TailFakeClient
        {
            EndpointOf = () =>
            {
                handOff.EnqueueWhenRoomAsync(TailSome.Message("found"), CancellationToken.None).AsTask().IsCompleted.Should().BeTrue();
                return "eu-west-1";
            },
        };
        Intake(handOff, held: null, blockWhenFull: true, client).Accept(TailSome.Update("live"));

        handOff.Dropped.Should().Be(0);
        Drain(handOff).Should().Equal("found", "live");
    }

    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    public void ATimeThatIsNoneEndsNothing(long time)
    {
        var handOff = new HandoffQueue(10, 1_000_000);
        var live = TailSome.Live("m") with { Timestamp = time, IngestionTime = time };
        Intake(handOff, held: null, blockWhenFull: false).Accept(new LiveTailUpdate(false, new ArraySegment<LiveTailEvent>([live])));
        handOff.TryDequeue(out var message).Should().BeTrue();
        using var logger = new LoggerConfiguration().CreateLogger();
        var reader = new TailedEventReader(LogEventLevel.Verbose, [new TailEnricher()], new BoundPropertyFactory(logger), new TailClock(new ManualTimeProvider(TailSome.Time)));
        reader.Read(message)!.MessageTemplate.Text.Should().Be("m");
        new CloudWatchLiveTailMessage(message).Timestamp.Year.Should().Be(time > 0 ? 9999 : 1);
    }

    [Test]
    public async Task WhatIsHeldIsHandedOnEvenIfTheTailEndsMeanwhile()
    {
        var handOff = new HandoffQueue(2, 1_000_000);
        var intake = Intake(handOff, new HeldUpdates(100, 1_000_000), blockWhenFull: false);
        intake.Accept(TailSome.Update("one", "two", "three"));
        intake.Accept(TailSome.Update("four"));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        await intake.ReleaseAsync(stop.Token);

        Drain(handOff).Should().Equal("one", "two", "three", "four");
    }

    static List<string> Drain(HandoffQueue handOff)
    {
        var texts = new List<string>();
        while (handOff.TryDequeue(out var message)) texts.Add(TailSome.Text(message));
        return texts;
    }

    LiveIntake Intake(HandoffQueue handOff, HeldUpdates? held, bool blockWhenFull, TailFakeClient? client = null)
    {
        var services = new TailServices(client ?? new TailFakeClient(), new ManualTimeProvider(TailSome.Time), () => 0.5, new TailNotices(_ => { }));
        var merge = new EventMerge(
            new Dictionary<TailedGroup, TailStart> { [_group] = new(null, TailSome.Time) }, new Fingerprints(Fingerprints.NewKey()), TimeSpan.FromMinutes(2));
        var plan = new SweepPlan(TimeSpan.FromMinutes(2), TimeSpan.Zero, TailSome.Time, new TailMoment(TimeSpan.Zero, TailSome.Time));
        var filling = new BackfillParts(merge, plan, new SeenTrimmer(merge, plan, services), new WakeSignal());
        return new LiveIntake([_group], merge, filling, held, handOff, blockWhenFull, services);
    }
}

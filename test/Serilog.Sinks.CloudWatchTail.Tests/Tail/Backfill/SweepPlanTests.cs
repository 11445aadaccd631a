using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Backfill;

/// <summary>When the plan looks, and how far back. Its completeness is shown by the simulation.</summary>
public sealed class SweepPlanTests
{
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(120);
    DateTimeOffset _now;

    TailMoment Moment => new(_now - TailSome.Time, _now);

    [SetUp]
    public void SetUp() => _now = TailSome.Time;

    [Test]
    public void TheStartIsSweptAtOnceSoonAfterAndUntilTheOverlapHasPassed()
    {
        var plan = Plan(TimeSpan.Zero);
        Seconds(1);
        plan.SessionStarted(Moment);
        Sweeps(plan, TimeSpan.FromMinutes(10), shows: true).Select(sweep => sweep.Begun.Elapsed.TotalSeconds)
            .Should().Equal(1, 6, 61, 121);
        plan.NextDue.Should().BeNull("without a regular sweep nothing is left to sweep");
    }

    [Test]
    public void TheRegularSweepReachesBackTwiceTheOverlapAndTheInterval()
    {
        var plan = Plan(TimeSpan.FromSeconds(60));
        plan.SessionStarted(Moment);
        var sweeps = Sweeps(plan, TimeSpan.FromMinutes(20), shows: true);
        var last = sweeps[^5..];
        last.Zip(last.Skip(1)).Should().OnlyContain(pair => pair.Second.Begun.Time - pair.First.Begun.Time == TimeSpan.FromSeconds(60));
        last.Should().OnlyContain(sweep => sweep.Begun.Time - sweep.Start == TimeSpan.FromSeconds(2 * 120 + 60));
        plan.Horizon.Should().Be(last[^1].Begun.Time - 2 * Overlap);
    }

    [Test]
    public void AnInterruptionIsSweptAtOnceWhenItIsOver()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        plan.TakeDue(Moment).Should().BeNull();
        Seconds(10);
        plan.SessionStarted(Moment);
        var sweep = plan.TakeDue(Moment);
        sweep!.Start.Should().Be(_now.AddSeconds(-11 - 2 - 5), "before the last update, by the lag of live tail and of writers");
        sweep.IsBackfill.Should().BeTrue();
    }

    [Test]
    public void ASweepThatBeganBeforeTheSessionCameBackDoesNotReplaceTheOneAfterIt()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        var sweep = TakeNext(plan);
        Seconds(1);
        plan.SessionStarted(Moment);
        plan.Completed(sweep);
        plan.NextDue.Should().Be(Moment.Elapsed);
    }

    [Test]
    public void WhileTheSessionIsAwayTheQueriesShowWhatComes()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        Sweeps(plan, TimeSpan.FromMinutes(10), shows: false).Should().HaveCountGreaterThan(8);
    }

    [Test]
    public void ALongGapIsReadAsAWholeOnce()
    {
        var plan = Settled(TimeSpan.Zero);
        var lost = _now;
        plan.SessionEnded();
        Seconds(3 * 3_600);
        plan.SessionStarted(Moment);
        var sweeps = Sweeps(plan, TimeSpan.FromMinutes(10), shows: true);
        sweeps.Should().HaveCountGreaterThan(1);
        sweeps[0].Start.Should().BeBefore(lost - Overlap);
        sweeps.Skip(1).Should().OnlyContain(sweep => sweep.Begun.Time - sweep.Start <= 3 * Overlap);
    }

    [Test]
    public void ConsecutiveSampledSecondsAreOneQuery()
    {
        var plan = Settled(TimeSpan.Zero);
        var sweeps = new List<Sweep>();
        for (var second = 0; second < 60; second++)
        {
            Seconds(1);
            plan.Shown(Moment, BackfillReason.Sampled);
            if (plan.TakeDue(Moment) is not { } sweep) continue;
            sweeps.Add(sweep);
            plan.Completed(sweep);
        }

        sweeps[0].Begun.Time.Should().Be(sweeps[0].Windows[0].To!.Value, "the first sweep runs at once");
        sweeps.Zip(sweeps.Skip(1)).Should().OnlyContain(pair => pair.Second.Begun.Time - pair.First.Begun.Time >= TimeSpan.FromSeconds(5));
        sweeps[2].Windows.Sum(window => window.Length.TotalSeconds).Should().BeGreaterThanOrEqualTo(5);
        sweeps.Where(sweep => sweep.Begun.Time - sweep.Start < TimeSpan.FromSeconds(25)).Should().HaveCountGreaterThanOrEqualTo(sweeps.Count - 1);
    }

    [Test]
    public void EachSpanIsAnnouncedWhenSomethingIsFoundAndWhenItIsComplete()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        var put = _now.AddSeconds(1);
        Seconds(3);
        plan.SessionStarted(Moment);
        var announced = new List<BackfilledSpan>();
        for (var second = 0; second < 300; second++)
        {
            if (plan.TakeDue(Moment) is { } sweep)
            {
                if (announced.Count == 0) plan.Found(sweep, put);
                announced.AddRange(plan.Completed(sweep));
            }

            Seconds(1);
            plan.Shown(Moment);
        }

        announced.Should().Equal(
            new BackfilledSpan(BackfillReason.Interruption, TimeSpan.FromSeconds(4), 1, Complete: false),
            new BackfilledSpan(BackfillReason.Interruption, TimeSpan.FromSeconds(4), 1, Complete: true));
    }

    [Test]
    public void WhatASilentSessionDidNotShowBelongsToItsInterruption()
    {
        var plan = Settled(TimeSpan.FromSeconds(30));
        Seconds(10);
        var sweep = TakeNext(plan);
        plan.Found(sweep, _now.AddSeconds(-5));
        plan.Completed(sweep);
        sweep.FoundElsewhere.Should().Be(0);
        plan.SessionEnded();
        plan.SessionStarted(Moment);
        var spans = new List<BackfilledSpan>();
        for (var n = 0; n < 10; n++) spans.AddRange(plan.Completed(TakeNext(plan)));
        spans.Should().Contain(span => span.Reason == BackfillReason.Interruption && span.Complete && span.Found == 1);
    }

    [Test]
    public void WhatNoSpanAccountsForWasDroppedByTheService()
    {
        var plan = Settled(TimeSpan.FromSeconds(60));
        var sweep = TakeNext(plan);
        plan.Found(sweep, sweep.Begun.Time.AddSeconds(-100));
        sweep.FoundElsewhere.Should().Be(1);
    }

    [Test]
    public void NoSweepReachesBackToEventsThatWereGivenUp()
    {
        var plan = Settled(TimeSpan.FromSeconds(60));
        var floor = _now.AddSeconds(-20);
        plan.GiveUpBefore(floor);
        plan.Horizon.Should().Be(floor);
        TakeNext(plan).Start.Should().Be(floor);
    }

    SweepPlan Plan(TimeSpan sweepInterval) => new(Overlap, sweepInterval, _now, Moment);

    /// <summary>A plan whose start lies behind it.</summary>
    SweepPlan Settled(TimeSpan sweepInterval)
    {
        var plan = Plan(sweepInterval);
        plan.SessionStarted(Moment);
        Sweeps(plan, TimeSpan.FromMinutes(10), shows: true);
        return plan;
    }

    Sweep TakeNext(SweepPlan plan)
    {
        while (true)
        {
            if (plan.TakeDue(Moment) is { } sweep) return sweep;
            Seconds(1);
        }
    }

    List<Sweep> Sweeps(SweepPlan plan, TimeSpan during, bool shows)
    {
        var sweeps = new List<Sweep>();
        for (var end = _now + during; _now < end; Seconds(1))
        {
            if (shows) plan.Shown(Moment);
            if (plan.TakeDue(Moment) is not { } sweep) continue;
            sweeps.Add(sweep);
            plan.Completed(sweep);
        }

        return sweeps;
    }

    void Seconds(int seconds) => _now += TimeSpan.FromSeconds(seconds);
}

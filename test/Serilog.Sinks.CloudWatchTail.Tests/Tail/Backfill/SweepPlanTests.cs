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
    public void TheStartIsLookedAtAtOnceSoonAfterAndUntilTheOverlapHasPassed()
    {
        var plan = Plan(TimeSpan.Zero);
        Seconds(1);
        plan.SessionStarted(Moment);
        Looks(plan, TimeSpan.FromMinutes(10), shows: true).Select(look => look.Begun.Elapsed.TotalSeconds)
            .Should().Equal(1, 6, 61, 121);
        plan.NextDue.Should().BeNull("without a regular sweep there is nothing more to look for");
    }

    [Test]
    public void TheRegularSweepReachesBackTwiceTheOverlapAndTheInterval()
    {
        var plan = Plan(TimeSpan.FromSeconds(60));
        plan.SessionStarted(Moment);
        var looks = Looks(plan, TimeSpan.FromMinutes(20), shows: true);
        var last = looks[^5..];
        last.Zip(last.Skip(1)).Should().OnlyContain(pair => pair.Second.Begun.Time - pair.First.Begun.Time == TimeSpan.FromSeconds(60));
        last.Should().OnlyContain(look => look.Begun.Time - look.Start == TimeSpan.FromSeconds(2 * 120 + 60));
        plan.Horizon.Should().Be(last[^1].Begun.Time - 2 * Overlap);
    }

    [Test]
    public void AnInterruptionIsLookedAtAtOnceWhenItIsOver()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        plan.TakeDue(Moment).Should().BeNull();
        Seconds(10);
        plan.SessionStarted(Moment);
        var look = plan.TakeDue(Moment);
        look!.Start.Should().Be(_now.AddSeconds(-11 - 2 - 5), "before the last update, by the lag of live tail and of writers");
        look.IsBackfill.Should().BeTrue();
    }

    [Test]
    public void ALookThatBeganBeforeTheSessionCameBackDoesNotStandForTheOneAfterIt()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        var look = TakeNext(plan);
        Seconds(1);
        plan.SessionStarted(Moment);
        plan.Completed(look);
        plan.NextDue.Should().Be(Moment.Elapsed);
    }

    [Test]
    public void WhileTheSessionIsAwayTheQueriesShowWhatComes()
    {
        var plan = Settled(TimeSpan.Zero);
        plan.SessionEnded();
        Looks(plan, TimeSpan.FromMinutes(10), shows: false).Should().HaveCountGreaterThan(8);
    }

    [Test]
    public void ALongGapIsReadAsAWholeOnce()
    {
        var plan = Settled(TimeSpan.Zero);
        var lost = _now;
        plan.SessionEnded();
        Seconds(3 * 3_600);
        plan.SessionStarted(Moment);
        var looks = Looks(plan, TimeSpan.FromMinutes(10), shows: true);
        looks.Should().HaveCountGreaterThan(1);
        looks[0].Start.Should().BeBefore(lost - Overlap);
        looks.Skip(1).Should().OnlyContain(look => look.Begun.Time - look.Start <= 3 * Overlap);
    }

    [Test]
    public void ConsecutiveSampledSecondsAreOneQuery()
    {
        var plan = Settled(TimeSpan.Zero);
        var looks = new List<SweepLook>();
        for (var second = 0; second < 60; second++)
        {
            Seconds(1);
            plan.Shown(Moment, BackfillReason.Sampled);
            if (plan.TakeDue(Moment) is not { } look) continue;
            looks.Add(look);
            plan.Completed(look);
        }

        looks[0].Begun.Time.Should().Be(looks[0].Windows[0].To!.Value, "the first is looked at at once");
        looks.Zip(looks.Skip(1)).Should().OnlyContain(pair => pair.Second.Begun.Time - pair.First.Begun.Time >= TimeSpan.FromSeconds(5));
        looks[2].Windows.Sum(window => window.Length.TotalSeconds).Should().BeGreaterThanOrEqualTo(5);
        looks.Where(look => look.Begun.Time - look.Start < TimeSpan.FromSeconds(25)).Should().HaveCountGreaterThanOrEqualTo(looks.Count - 1);
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
            if (plan.TakeDue(Moment) is { } look)
            {
                if (announced.Count == 0) plan.Found(look, put);
                announced.AddRange(plan.Completed(look));
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
        var look = TakeNext(plan);
        plan.Found(look, _now.AddSeconds(-5));
        plan.Completed(look);
        look.FoundElsewhere.Should().Be(0);
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
        var look = TakeNext(plan);
        plan.Found(look, look.Begun.Time.AddSeconds(-100));
        look.FoundElsewhere.Should().Be(1);
    }

    [Test]
    public void WhatWasGivenUpIsNotLookedFor()
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
        Looks(plan, TimeSpan.FromMinutes(10), shows: true);
        return plan;
    }

    SweepLook TakeNext(SweepPlan plan)
    {
        while (true)
        {
            if (plan.TakeDue(Moment) is { } look) return look;
            Seconds(1);
        }
    }

    List<SweepLook> Looks(SweepPlan plan, TimeSpan during, bool shows)
    {
        var looks = new List<SweepLook>();
        for (var end = _now + during; _now < end; Seconds(1))
        {
            if (shows) plan.Shown(Moment);
            if (plan.TakeDue(Moment) is not { } look) continue;
            looks.Add(look);
            plan.Completed(look);
        }

        return looks;
    }

    void Seconds(int seconds) => _now += TimeSpan.FromSeconds(seconds);
}

using FsCheck.Fluent;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Costs;

public class ByteBudgetTests
{
    const long Minute = 600_000_000;

    [Test]
    public void ItStartsWithOneMinuteAndIsFilledEvenlyToOneMinuteAndNoMore()
    {
        var budget = new ByteBudget(600, LogEventLevel.Warning, Minute);
        budget.TryTake(LogEventLevel.Information, 600, 0).Should().BeTrue();
        budget.TryTake(LogEventLevel.Information, 1, 0).Should().BeFalse();
        budget.TryTake(LogEventLevel.Information, 10, (Minute / 60) - 1).Should().BeFalse();
        budget.TryTake(LogEventLevel.Information, 10, Minute / 60).Should().BeTrue();
        budget.TryTake(LogEventLevel.Information, 601, Minute * 100).Should().BeFalse("it holds no more than one minute's");
        budget.TryTake(LogEventLevel.Information, 600, Minute * 100).Should().BeTrue();
    }

    [Test]
    public void AnExemptEventPassesAndEmptiesTheBudgetButLeavesNoDebt()
    {
        var budget = new ByteBudget(600, LogEventLevel.Warning, Minute);
        budget.TryTake(LogEventLevel.Warning, 5_000, 0).Should().BeTrue();
        budget.TryTake(LogEventLevel.Information, 1, 0).Should().BeFalse();
        budget.TryTake(LogEventLevel.Information, 600, Minute).Should().BeTrue();
    }

    [Test]
    public void WhatIsGivenBackCanBeTakenAgainButNothingOnTop()
    {
        var budget = new ByteBudget(600, LogEventLevel.Warning, Minute);
        budget.TryTake(LogEventLevel.Information, 600, 0).Should().BeTrue();
        budget.GiveBack(600);
        budget.GiveBack(600);
        budget.TryTake(LogEventLevel.Information, 600, 0).Should().BeTrue();
        budget.TryTake(LogEventLevel.Information, 1, 0).Should().BeFalse();
    }

    [Test]
    public void OverAnyTimeItLetsThroughWhatItsMinutesAllowAndOneMinutesMoreAndRefusesNothingThatFits()
    {
        var step = from ticks in Gen.Choose(0, (int)(Minute / 4)) from bytes in Gen.Choose(1, 500) from level in Gen.Choose(0, 5) select (ticks, bytes, (LogEventLevel)level);
        Properties.ForAll(from limit in Gen.Choose(1, 1_000) from steps in step.ListOf() select (limit, steps), run =>
        {
            var budget = new ByteBudget(run.limit, LogEventLevel.Error, Minute);
            var (now, left) = (0L, new System.Numerics.BigInteger(run.limit) * Minute);
            foreach (var (ticks, bytes, level) in run.steps)
            {
                now += ticks;
                left = System.Numerics.BigInteger.Min(left + (new System.Numerics.BigInteger(run.limit) * ticks), new System.Numerics.BigInteger(run.limit) * Minute);
                var needed = new System.Numerics.BigInteger(bytes) * Minute;
                var passes = needed <= left || level >= LogEventLevel.Error;
                budget.TryTake(level, bytes, now).Should().Be(passes);
                if (passes) left = System.Numerics.BigInteger.Max(0, left - needed);
            }
        }, cases: 300);
    }
}

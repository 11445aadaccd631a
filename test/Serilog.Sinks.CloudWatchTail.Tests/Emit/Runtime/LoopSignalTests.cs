using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Runtime;

public class LoopSignalTests
{
    [TestCase(0.2, 1)]
    [TestCase(1, 1)]
    [TestCase(499.3, 500)]
    public void AWaitIsNotCutToWholeMillisecondsAsATimerWouldCutIt(double milliseconds, double expected)
    {
        var clock = new ImpatientClock();
        using var signal = new LoopSignal(clock);
        signal.WaitUntil(TimeSpan.FromMilliseconds(milliseconds).Ticks);
        clock.Waited.Should().Equal(TimeSpan.FromMilliseconds(expected));
    }

    [Test]
    public async Task AWaitEndsInTimeThoughTheClockMovesOnJustBeforeItsTimerStarts()
    {
        var clock = new ImpatientClock { MovesBeforeATimer = TimeSpan.FromSeconds(59), EndsWaitsAt = TimeSpan.FromSeconds(60) };
        using var signal = new LoopSignal(clock);
        await Task.Run(() => signal.WaitUntil(TimeSpan.FromSeconds(60).Ticks)).WaitAsync(Limits.Patience);
        clock.Waited.Should().Equal(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task AWaitIsOverIfTheClockPassesItsEndBeforeTheTimerStarts()
    {
        var clock = new ImpatientClock { MovesBeforeATimer = TimeSpan.FromSeconds(61), EndsWaitsAt = TimeSpan.FromSeconds(60) };
        using var signal = new LoopSignal(clock);
        await Task.Run(() => signal.WaitUntil(TimeSpan.FromSeconds(60).Ticks)).WaitAsync(Limits.Patience);
        clock.Waited.Should().Equal(TimeSpan.FromSeconds(60));
    }

    [Test]
    public async Task ATimeThatHasPassedIsNotWaitedFor()
    {
        var clock = new ImpatientClock();
        using var signal = new LoopSignal(clock);
        await Task.Run(() => signal.WaitUntil(long.MinValue)).WaitAsync(Limits.Patience);
        clock.Waited.Should().BeEmpty();
    }

    /// <summary>Its timers are due as soon as they are started, or once they end at a certain time.</summary>
    sealed class ImpatientClock : TimeProvider
    {
        long _now;

        public List<TimeSpan> Waited { get; } = [];

        /// <summary>How far the clock goes, once, just before a timer starts.</summary>
        public TimeSpan MovesBeforeATimer { get; set; }

        /// <summary>The only time at which a timer is due; null for any.</summary>
        public TimeSpan? EndsWaitsAt { get; init; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, callback, state);

        sealed class Timer(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                clock.Waited.Add(dueTime);
                clock._now += clock.MovesBeforeATimer.Ticks;
                clock.MovesBeforeATimer = TimeSpan.Zero;
                if (clock.EndsWaitsAt is null || clock._now + dueTime.Ticks == clock.EndsWaitsAt.Value.Ticks) callback(state);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

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
        signal.Wait(TimeSpan.FromMilliseconds(milliseconds));
        clock.Waited.Should().Equal(TimeSpan.FromMilliseconds(expected));
    }

    /// <summary>Its timers are due as soon as they are started.</summary>
    sealed class ImpatientClock : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, callback, state);

        sealed class Timer(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                clock.Waited.Add(dueTime);
                callback(state);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

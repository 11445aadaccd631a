using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// Wakes the one thread that waits on it, by Set or after a time. A wait allocates nothing, does not spin, and needs no thread pool: events must not
// be late in a program that has blocked its pool.
sealed class LoopSignal : IDisposable
{
    static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    readonly object _gate = new();
    readonly TimeProvider _timeProvider;

    // Null with the machine's clock: its timers fire on pool threads, whereas a monitor can wait by itself.
    readonly ITimer? _timer;
    bool _set;
    bool _armed;

    public LoopSignal(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        if (timeProvider == TimeProvider.System) return;
        _timer = timeProvider.CreateTimer(static s => ((LoopSignal)s!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Wakes the loop, or makes its next wait return at once.
    public void Set()
    {
        lock (_gate)
        {
            if (_set) return;
            _set = true;
            Disarm();
            Monitor.Pulse(_gate);
        }
    }

    // Returns when the signal is set or the time has come; long.MaxValue waits without a timer.
    public void WaitUntil(long timestamp)
    {
        lock (_gate)
        {
            if (!_set)
            {
                if (_timer is null) WaitByItself(timestamp);
                else WaitForTimer(timestamp);
            }

            _set = false;
        }
    }

    public void Dispose() => _timer?.Dispose();

    void WaitByItself(long timestamp)
    {
        if (timestamp == long.MaxValue) Monitor.Wait(_gate);
        else if (Left(timestamp) is var left && left > TimeSpan.Zero) Monitor.Wait(_gate, InWholeMilliseconds(left));
    }

    void WaitForTimer(long timestamp)
    {
        if (timestamp != long.MaxValue && !TryArm(timestamp)) return;
        while (!_set) Monitor.Wait(_gate);
    }

    // Starts the timer. Returns false if the time has come.
    bool TryArm(long timestamp)
    {
        for (var left = Left(timestamp); left > TimeSpan.Zero;)
        {
            _armed = true;
            _timer!.Change(InWholeMilliseconds(left), Timeout.InfiniteTimeSpan);
            if (_set) return true;

            // A clock that is set may have moved on before the timer was started, which would be late by as much.
            var before = left;
            left = Left(timestamp);
            if (before - left < OneMillisecond) return true;
        }

        Disarm();
        return false;
    }

    TimeSpan Left(long timestamp) =>
        _timeProvider.GetTimestamp() is var now && now < timestamp ? _timeProvider.ToTimeSpan(timestamp - now) : TimeSpan.Zero;

    // A wait truncates its time to whole milliseconds, and less than one to zero: the loop would spin until it has passed.
    static TimeSpan InWholeMilliseconds(TimeSpan timeout) => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(timeout.TotalMilliseconds, int.MaxValue)));

    void Disarm()
    {
        if (!_armed) return;
        _armed = false;
        _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

/// <summary>
/// A token bucket for bytes as the service bills them: it holds the bytes of one minute, starts full, and is filled evenly. Events of an exempt level
/// empty it as others do, and pass when it is empty. Thread-safe.
/// </summary>
/// <param name="ticksPerMinute">In ticks of <see cref="TimeProvider.GetTimestamp"/>.</param>
sealed class ByteBudget(long bytesPerMinute, LogEventLevel exemptLevel, long ticksPerMinute)
{
    readonly object _gate = new();

    // In bytes times the ticks of a minute, so that filling is exact however short the time.
    readonly Int128 _full = (Int128)bytesPerMinute * ticksPerMinute;
    Int128 _left = (Int128)bytesPerMinute * ticksPerMinute;
    long _filledAt = long.MinValue;

    public long BytesPerMinute => bytesPerMinute;

    /// <summary>Takes an event's bytes. False, and nothing is taken, if there are too few and the event is not exempt.</summary>
    /// <param name="now">A time stamp; one before the last is taken for the last.</param>
    public bool TryTake(LogEventLevel level, long bytes, long now)
    {
        lock (_gate)
        {
            Fill(now);
            var needed = (Int128)bytes * ticksPerMinute;
            if (needed <= _left) _left -= needed;
            else if (level >= exemptLevel) _left = 0;
            else return false;
            return true;
        }
    }

    /// <summary>Gives back what was taken for an event that goes another way.</summary>
    public void GiveBack(long bytes)
    {
        lock (_gate) _left = Min(_left + ((Int128)bytes * ticksPerMinute), _full);
    }

    void Fill(long now)
    {
        if (now <= _filledAt) return;
        if (_filledAt != long.MinValue) _left = Min(_left + ((Int128)bytesPerMinute * (now - _filledAt)), _full);
        _filledAt = now;
    }

    static Int128 Min(Int128 one, Int128 other) => one < other ? one : other;
}

using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

// A token bucket for bytes as the service bills them. It holds the bytes of one minute, starts full, and refills evenly. Events of an exempt level
// consume tokens like others, but pass even if the bucket is empty. ticksPerMinute is in ticks of TimeProvider.GetTimestamp. Thread-safe.
sealed class ByteBudget(long bytesPerMinute, LogEventLevel exemptLevel, long ticksPerMinute)
{
    readonly object _gate = new();

    // In bytes times the ticks of a minute, so that refilling is exact however short the time.
    readonly Int128 _full = (Int128)bytesPerMinute * ticksPerMinute;
    Int128 _left = (Int128)bytesPerMinute * ticksPerMinute;
    long _filledAt = long.MinValue;

    public long BytesPerMinute => bytesPerMinute;

    // Takes an event's bytes. Returns false, without taking any, if there are too few and the event is not exempt. If now, a timestamp, is before the
    // last one, the last one counts.
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

    // Returns the bytes taken for an event that is not sent after all.
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

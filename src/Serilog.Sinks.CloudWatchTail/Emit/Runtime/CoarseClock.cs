namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// Timestamps for what is done with every event and needs no better precision than that of the system's timer, 4 to 16 ms: reading the processor's clock
// takes six times as long as reading the timer's. A thread uses its latest timestamp again until the timer ticks. A provider other than the system's is
// asked each time. Thread-safe.
sealed class CoarseClock(TimeProvider time)
{
    // Of this thread, which never sees one part without the other.
    [ThreadStatic]
    static long _tick, _timestamp;

    readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System);

    // Never later than the provider's timestamp.
    public long Now()
    {
        if (!_isSystem) return time.GetTimestamp();
#pragma warning disable RS0030 // It is no time here: it tells whether the provider's timestamp is still recent.
        var tick = Environment.TickCount64;
#pragma warning restore RS0030
        if (tick == _tick) return _timestamp;
        _timestamp = time.GetTimestamp();
        _tick = tick;
        return _timestamp;
    }
}

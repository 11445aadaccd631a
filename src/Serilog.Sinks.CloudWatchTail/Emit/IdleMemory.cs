using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Releases the memory of the last burst once the sink has been idle for some time.
sealed class IdleMemory(EmitSettings settings, BatchPool pool, IEventSource source)
{
    static readonly TimeSpan RestBeforeTrim = TimeSpan.FromSeconds(30);

    readonly long _restTicks = settings.TicksOf(RestBeforeTrim);
    long? _idleSince;

    public void EndRest() => _idleSince = null;

    // Called when nothing waits. Returns the timestamp at which to call again, or never if nothing is left to release.
    public long TrimWhenDue(long now)
    {
        if (pool.IsEmpty) return long.MaxValue;
        if (_idleSince is not { } since) _idleSince = since = now;
        if (now - since < _restTicks) return since + _restTicks;
        _idleSince = null;
        pool.Trim();
        source.Trim();
        return long.MaxValue;
    }
}

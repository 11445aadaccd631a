using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Caller;

// The events of a batch as the caller's own objects.
sealed class CallerEvents(CallerSource source) : HeldEvents(source)
{
    readonly List<LogEvent> _events = [];

    public LogEvent this[int arrival] => _events[arrival];

    public override int Add(long key)
    {
        _events.Add(source.Current);
        return 0;
    }

    public override void AddFrom(HeldEvents other, int arrival) => _events.Add(((CallerEvents)other)[arrival]);

    public override bool Waits(int arrival) => true;

    public override void RenderAgain(int arrival, ReadOnlySpan<byte> whole, int sizeLimitBytes, Utf8Buffer message) =>
        source.Renderer.Render(_events[arrival], sizeLimitBytes, message);

    public override void Clear() => _events.Clear();
}

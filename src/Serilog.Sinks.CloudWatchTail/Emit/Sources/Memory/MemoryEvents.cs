using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// The events of a batch in parts, until the service has answered for them.
sealed class MemoryEvents(MemorySource source, Stack<CapturedEvents> pages) : HeldEvents(source)
{
    readonly CapturedPages _events = new(pages);

    public override int Add(long key)
    {
        var captured = source.EventAt((int)key);
        _events.Add(in captured);
        return captured.Head.Bytes;
    }

    public override void AddFrom(HeldEvents other, int arrival) => _events.Add(((MemoryEvents)other)._events[arrival]);

    public override bool Waits(int arrival) => true;

    public override void RenderAgain(int arrival, ReadOnlySpan<byte> whole, int sizeLimitBytes, Utf8Buffer message) =>
        source.Renderer.Render(_events[arrival], sizeLimitBytes, message);

    public LogEvent ToLogEvent(int arrival) => _events[arrival].ToLogEvent();

    public override void Clear() => _events.Clear();
}

using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Caller;

// Events that wait with the caller, which sends them itself: batches hold the original objects. settled receives the events that are delivered or
// lost. Not thread-safe.
sealed class CallerSource(StreamRouter streams, MessageRenderer renderer, ICollection<LogEvent> settled) : IEventOwner
{
    readonly CapturedEvents _event = new();
    readonly Utf8Buffer _message = new();

    public MessageRenderer Renderer => renderer;

    // The event that is being moved into a batch.
    public LogEvent Current { get; private set; } = null!;

    public bool KeepsUndelivered => true;

    // Moves an event into a batch. Returns its stream.
    public StreamName Fill(LogEvent logEvent, StreamHint hint, IEventReceiver receiver)
    {
        try
        {
            Current = logEvent;
            _event.AddWhole(logEvent);
            _event.SetHint(hint);
            var captured = _event[0];
            var stream = streams.Route(in captured);
            _message.Clear();
            renderer.Render(in captured, receiver.EventSizeLimitBytes, _message);
            var arriving = new ArrivingEvent(0, logEvent.Timestamp.ToUnixTimeMilliseconds(), Due: 0, Deadline: long.MaxValue);
            receiver.Receive(this, stream, in arriving, _message.WrittenSpan, out _);
            return stream;
        }
        finally
        {
            Current = null!;
            _event.Clear();
        }
    }

    public HeldEvents CreateHeld() => new CallerEvents(this);

    public bool AllWait(ISourceBatch batch) => true;

    public void Acknowledge(ISourceBatch batch, int from, int to)
    {
        for (var i = from; i < to; i++) settled.Add(EventOf(batch, i));
    }

    public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to)
    {
        var events = new LogEvent?[to - from];
        for (var i = from; i < to; i++) events[i - from] = EventOf(batch, i);
        return events;
    }

    public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events)
    {
        Acknowledge(batch, from, to);
        return 0;
    }

    public void Release(long bytes)
    {
        // The memory belongs to the caller.
    }

    static LogEvent EventOf(ISourceBatch batch, int index) => ((CallerEvents)batch.Held)[batch.ArrivalOf(index)];
}

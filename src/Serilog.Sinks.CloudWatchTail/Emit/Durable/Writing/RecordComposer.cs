using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Writing;

/// <summary>
/// Makes a record of an event on its caller's thread: finds its stream, within the bound on distinct names, and renders it. Callers do not wait for
/// each other there, unless the formatter is somebody else's, which may serve only one at a time.
/// </summary>
sealed class RecordComposer
{
    [ThreadStatic]
    static bool _composing;

    readonly CloudWatchSinkOptions _options;
    readonly MessageRenderer _renderer;
    readonly string? _constantStream;
    readonly RecordScratch?[] _idle = new RecordScratch?[2 * Environment.ProcessorCount];

    // Belongs to whoever holds its gate.
    readonly object _routerGate = new();
    readonly StreamRouter _router;

    /// <param name="report">Takes what is to be told of; called on the thread of a caller.</param>
    public RecordComposer(CloudWatchSinkOptions options, StreamNameTemplate template, MessageRenderer renderer, Action<CloudWatchFailure> report)
    {
        _options = options;
        _renderer = renderer;
        _constantStream = template.Constant;
        _router = new StreamRouter(template, options, report);
    }

    /// <summary>
    /// Whether this thread is inside of a formatter or a value that is being written: an event that is raised there must be refused, or writing it
    /// could raise the next one without end.
    /// </summary>
    public static bool IsComposing => _composing;

    /// <summary>The record, to be given back with <see cref="Return"/>.</summary>
    public RecordScratch Compose(LogEvent logEvent)
    {
        var scratch = Interlocked.Exchange(ref _idle[SlotOfThread()], null) ?? new RecordScratch(_renderer.Another());
        _composing = true;
        try
        {
            if (_renderer.WantsWhole) scratch.Event.AddWhole(logEvent);
            else scratch.Event.AddToRender(logEvent);
            RecordFrame.Begin(scratch.Frame, logEvent.Timestamp.ToUnixTimeMilliseconds(), StreamOf(scratch.Event[0]));
            scratch.Renderer.Render(scratch.Event[0], _options.EventSizeLimitBytes, scratch.Frame);
            RecordFrame.End(scratch.Frame);
            return scratch;
        }
        finally
        {
            _composing = false;
        }
    }

    public void Return(RecordScratch scratch)
    {
        scratch.Clear();
        _idle[SlotOfThread()] = scratch;
    }

    int SlotOfThread() => Environment.CurrentManagedThreadId % _idle.Length;

    string StreamOf(scoped in CapturedEvent logEvent)
    {
        if (_constantStream is not null) return _constantStream;
        lock (_routerGate) return _router.Route(in logEvent).Name;
    }
}

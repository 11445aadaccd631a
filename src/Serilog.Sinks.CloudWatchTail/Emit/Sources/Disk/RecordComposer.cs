using System.Numerics;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Creates the record of an event on the caller's thread: finds its stream, within the limit on distinct names, and renders it. Callers do not wait
// for each other while values and formatters run, because these may themselves wait for a thread that logs.
sealed class RecordComposer
{
    [ThreadStatic]
    static bool _composing;

    readonly EmitSettings _settings;
    readonly uint _seed;
    readonly StreamNameTemplate _template;
    readonly MessageRenderer _renderer;
    readonly byte[]? _constantStream;

    // As many as a power of two, so that a thread finds its place without a division.
    readonly RecordScratch?[] _idle = new RecordScratch?[BitOperations.RoundUpToPowerOf2((uint)(2 * Environment.ProcessorCount))];

    // Called with its gate held.
    readonly object _routerGate = new();
    readonly StreamRouter _router;

    // seed is the initial value of the records' checksums. report receives failures on a caller's thread.
    public RecordComposer(EmitSettings settings, uint seed, StreamNameTemplate template, MessageRenderer renderer, Action<CloudWatchFailure> report)
    {
        _settings = settings;
        _seed = seed;
        _template = template;
        _renderer = renderer;
        _constantStream = template.Constant is { } stream ? Encoding.UTF8.GetBytes(stream) : null;
        _router = new StreamRouter(template, settings, report);
    }

    // Whether this thread is inside a formatter or a value that is being written. An event raised there must be refused, or writing it could raise
    // the next one endlessly.
    public static bool IsComposing => _composing;

    // Composes the record, which must be given to Return. A caller on another thread than the one that logged the event passes what that one knew of
    // the event's stream.
    public RecordScratch Compose(LogEvent logEvent, StreamHint? known = null)
    {
        // The application's choice of a stream, which may log: it belongs to the call, and not to the writing of the event.
        var hint = known ?? (_template.TakesHints ? _template.HintOf(logEvent) : default);
        var slot = Environment.CurrentManagedThreadId & (_idle.Length - 1);
        var scratch = Interlocked.Exchange(ref _idle[slot], null) ?? new RecordScratch(_renderer.Another());
        scratch.Slot = slot;
        ref var composing = ref _composing;
        composing = true;
        try
        {
            if (_renderer.WantsWhole) scratch.Event.AddWhole(logEvent);
            else scratch.Event.AddToRender(logEvent);
            if (_template.TakesHints) scratch.Event.SetHint(hint);
            var time = logEvent.Timestamp.ToUnixTimeMilliseconds();
            if (_constantStream is not null) RecordFrame.Begin(scratch.Frame, time, _constantStream);
            else RecordFrame.Begin(scratch.Frame, time, StreamOf(scratch.Event[0], scratch));
            var start = scratch.Frame.Length;
            scratch.Renderer.Render(scratch.Event[0], _settings.EventSizeLimitBytes, scratch.Frame);
            scratch.MessageBytes = scratch.Frame.Length - start;
            RecordFrame.End(scratch.Frame, _seed);
            return scratch;
        }
        finally
        {
            composing = false;
        }
    }

    public void Return(RecordScratch scratch)
    {
        scratch.Clear();
        _idle[scratch.Slot] = scratch;
    }

    string StreamOf(scoped in CapturedEvent logEvent, RecordScratch scratch)
    {
        _template.Render(in logEvent, scratch.Name);
        lock (_routerGate) return _router.RouteNamed(scratch.Name).Name;
    }
}

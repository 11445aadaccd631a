using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Between the callers and the source: holds the events below the sink's level, and gives those of a trace to the source when a severe event of the same
// trace shows that they matter.
sealed class TraceDetails
{
    // How often to look for silent traces, at most.
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A shorter detail time is measured with full precision.
    static readonly TimeSpan LeastCoarseTime = TimeSpan.FromSeconds(1);

    readonly EmitSettings _settings;
    readonly CoarseClock? _clock;
    readonly LogEventLevel _openLevel;
    readonly DetailKey _key;
    readonly StreamNameTemplate? _hints;
    readonly IEventSource _source;
    readonly LoopSignal _signal;
    readonly DetailStore _store;
    readonly long _interval;

    public TraceDetails(EmitSettings settings, CloudWatchSinkOptions options, StreamNameTemplate template, IEventSource source, LoopSignal signal)
    {
        _settings = settings;
        if (options.DetailTime >= LeastCoarseTime) _clock = new CoarseClock(settings.TimeProvider);
        Level = options.DetailLevel!.Value;
        _openLevel = options.DetailOnLevel;
        _key = new DetailKey(options.DetailKey);
        _hints = template.TakesHints ? template : null;
        _source = source;
        _signal = signal;
        var ticks = settings.TicksOf(options.DetailTime);
        _store = new DetailStore(options.DetailLimitBytes, ticks);
        _interval = Math.Min(settings.TicksOf(Interval), ticks);
    }

    // The lowest level that is kept.
    public LogEventLevel Level { get; }

    // The timestamp at which to look for silent traces again. For the loop.
    public long NextLook { get; private set; } = long.MaxValue;

    public long Bytes => _store.Bytes;

    public DetailCounts Counts() => _store.Counts();

    // Returns whether to give an event to the source now; a severe one has been preceded by the details of its trace. isDetail: whether it is below the
    // level that is sent in any case. late takes the details that come too late for the source.
    public bool Admit(LogEvent logEvent, bool isDetail, Action<LogEvent> late)
    {
        var opens = logEvent.Level >= _openLevel;
        if (!isDetail && !opens && !_store.Any) return true;
        if (_key.Of(logEvent) is not { } key) return !isDetail;
        var now = _clock?.Now() ?? _settings.Now();
        if (opens) Open(key, now, late);
        else if (!isDetail) _store.Touch(key, now);
        if (!isDetail) return true;

        // User code, and so not with the gate held.
        var hint = _hints is null ? default : _hints.HintOf(logEvent);
        var isSent = _store.Take(logEvent, key, in hint, now, out var began);
        if (began) _signal.Set();
        return isSent;
    }

    // Discards traces that have been silent for too long. For the loop.
    public void Expire(long now)
    {
        if (now < NextLook && (NextLook != long.MaxValue || !_store.Any)) return;
        long next;
        while (_store.Expire(now, out next))
        {
        }

        NextLook = next == long.MaxValue ? next : Math.Max(next, now + _interval);
    }

    // Discards everything, and takes nothing from here on.
    public void Close() => _store.Close();

    void Open(string key, long now, Action<LogEvent> late)
    {
        var details = _store.Open(key, now, out var began);
        if (began) _signal.Set();
        if (details.Count == 0) return;
        var sent = 0;
        try
        {
            for (var rest = details; rest.Count > 0; sent++)
            {
                var logEvent = _store.Read(ref rest, key, out var hint);
                if (!_source.TryAcceptHeld(logEvent, in hint)) late(logEvent);
            }
        }
        catch (OutOfMemoryException ex)
        {
            SinkSelfLog.WriteLine("details could not be sent: {0}", ex.Message);
        }
        finally
        {
            _store.Free(in details, sent);
        }
    }
}

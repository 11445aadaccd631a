using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// Writes replayed events to a logger. Logger.Write ignores level overrides, but a logger from ForContext with the event's SourceContext applies them,
// so events go through such loggers, which are cached by source.
sealed class LoggerPump
{
    // Messages name the sources, so the cache must be bounded, or writers of messages could fill the memory.
    const int CacheLimit = 1_000;
    const int LongestKept = 2_048;

    readonly Dictionary<string, ILogger> _bySource = new(StringComparer.Ordinal);
    readonly ILogger _logger;

    public LoggerPump(ILogger logger)
    {
        _logger = logger;
    }

    public int CachedLoggers => _bySource.Count;

    public void Write(LogEvent logEvent)
    {
        try
        {
            LoggerFor(logEvent).Write(logEvent);
        }
        catch (Exception exception)
        {
            // The failure comes from an audit sink or from a logger that is not Serilog's own. The tail continues: the event was handed over.
            SafeSelfLog.WriteLine("A local sink failed on a replayed event: {0}", exception);
        }
    }

    ILogger LoggerFor(LogEvent logEvent)
    {
        if (!logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value)
            || value is not ScalarValue { Value: string source })
            return _logger;

        if (_bySource.TryGetValue(source, out var logger)) return logger;
        logger = _logger.ForContext(Constants.SourceContextPropertyName, source);
        if (source.Length > LongestKept) return logger;
        if (_bySource.Count == CacheLimit) _bySource.Clear();
        return _bySource[source] = logger;
    }
}

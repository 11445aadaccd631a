using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The sinks of a configuration file. Their console output goes to the screen, escaped except for colours. Events go through a logger of their own
// source, because only that logger applies the file's level overrides.
sealed class ConfiguredOutput : ITailOutput
{
    // Messages name the sources, so their number must be bounded.
    const int SourceLimit = 1_000;

    readonly Dictionary<string, ILogger> _bySource = new(StringComparer.Ordinal);
    readonly Logger _logger;

    public ConfiguredOutput(Screen screen, LoggerConfiguration configuration)
    {
        Console.SetOut(new ScreenWriter(screen, SgrFilter.Escape));
        _logger = configuration.CreateLogger();
    }

    public bool ReadsEvents => true;

    public void Write(in TailedEvent tailed) => LoggerFor(tailed.LogEvent!).Write(tailed.LogEvent!);

    public ValueTask DisposeAsync() => _logger.DisposeAsync();

    ILogger LoggerFor(LogEvent logEvent)
    {
        if (!logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value) || value is not ScalarValue { Value: string source }) return _logger;
        if (_bySource.TryGetValue(source, out var logger)) return logger;
        if (_bySource.Count == SourceLimit) _bySource.Clear();
        return _bySource[source] = _logger.ForContext(Constants.SourceContextPropertyName, source);
    }
}

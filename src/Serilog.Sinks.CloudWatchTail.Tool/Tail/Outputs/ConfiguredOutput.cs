using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The sinks of a configuration file. What one of them writes to the console goes to the screen, escaped but for colours. Events go through the
// logger of their own source, because the file's level overrides are known to it alone.
sealed class ConfiguredOutput : ITailOutput
{
    // Sources are named by messages: their number must not be bounded by them.
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

using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>The sinks of a configuration file. What one of them writes to the console passes the screen, escaped but for colours.</summary>
sealed class ConfiguredOutput : ITailOutput
{
    readonly Logger _logger;
    readonly LoggerPump _pump;

    public ConfiguredOutput(Screen screen, LoggerConfiguration configuration)
    {
        Console.SetOut(new ScreenWriter(screen, SgrFilter.Escape, flushAtOnce: true));
        _logger = configuration.CreateLogger();
        _pump = new LoggerPump(_logger);
    }

    public bool ReadsEvents => true;

    public void Write(in TailedMessage message, LogEvent? logEvent) => _pump.Write(logEvent!);

    public ValueTask DisposeAsync() => _logger.DisposeAsync();
}

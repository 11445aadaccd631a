using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View;

// How a viewer runs, whatever it shows.
sealed record ViewSettings
{
    // 0 picks a free one.
    public int Port { get; init; }

    // The option that names the port, for errors.
    public string PortOption { get; init; } = "--port";

    public StoreLimits Limits { get; init; } = new();

    // Is told why a tail has ended.
    public Action<string> Complain { get; init; } = static _ => { };

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

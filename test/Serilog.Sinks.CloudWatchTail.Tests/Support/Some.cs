using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Events whose content does not matter, or only the part that a test names.</summary>
static class Some
{
    static readonly MessageTemplateParser Parser = new();

    public static readonly DateTimeOffset Instant = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static LogEvent Event(
        string template = "Something happened",
        LogEventLevel level = LogEventLevel.Information,
        DateTimeOffset? at = null,
        Exception? exception = null,
        params (string Name, object? Value)[] properties) =>
        new(at ?? Instant, level, exception, Parser.Parse(template), properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value))));
}

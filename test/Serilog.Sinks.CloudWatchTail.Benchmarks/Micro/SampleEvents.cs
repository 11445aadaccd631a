using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>The events that are measured, and what they look like between the stages.</summary>
static class SampleEvents
{
    // As in an application, the same objects in all events.
    static readonly Dictionary<string, MessageTemplate> Templates = [];
    static readonly LogEventProperty[] Enriched = [new("MachineName", new ScalarValue("web-1")), new("Application", new ScalarValue("shop"))];

    /// <summary>Some 190 bytes as CLEF.</summary>
    public static LogEvent Small(int number = 4711) => Create("Order {OrderId} for {Customer} took {Elapsed} ms", number, ("Customer", "ACME Corporation"), ("Elapsed", 12.75));

    /// <summary>Some 1,000 bytes as CLEF.</summary>
    public static LogEvent Large() => Create(
        "Order {OrderId} holds {Payload}", 4711, ("Payload", string.Concat(Enumerable.Repeat("the parcel left \"Gate 7\" for Zürich at noon; ", 19))));

    public static CapturedEvents Capture(LogEvent logEvent, int times = 1)
    {
        var captured = new CapturedEvents();
        for (var i = 0; i < times; i++) captured.Add(logEvent);
        return captured;
    }

    public static byte[] Render(ITextFormatter formatter, LogEvent logEvent)
    {
        using var output = new Utf8Buffer();
        new MessageRenderer(formatter).Render(logEvent, 1_000_000, output);
        return output.WrittenSpan.ToArray();
    }

    static LogEvent Create(string template, int number, params (string Name, object Value)[] properties) => new(
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero),
        LogEventLevel.Information,
        null,
        Parse(template),
        [
            new LogEventProperty("OrderId", new ScalarValue(number)),
            .. properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value))),
            .. Enriched,
        ]);

    static MessageTemplate Parse(string template) =>
        Templates.TryGetValue(template, out var parsed) ? parsed : Templates[template] = new MessageTemplateParser().Parse(template);
}

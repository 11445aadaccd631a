using System.Diagnostics;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Things that tests need some of, whatever they are.</summary>
static class Some
{
    static readonly MessageTemplateParser Parser = new();

    public static DateTimeOffset Instant { get; } = new DateTimeOffset(2026, 8, 1, 12, 34, 56, TimeSpan.FromHours(2)).AddTicks(1234567);

    public static ActivityTraceId TraceId { get; } = ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");

    public static ActivitySpanId SpanId { get; } = ActivitySpanId.CreateFromString("b7ad6b7169203331");

    public static MessageTemplate Template(string text) => Parser.Parse(text);

    /// <summary>An event with the values of these properties; a value that is no property value is taken for a scalar.</summary>
    public static LogEvent LogEvent(
        string template = "Hello",
        DateTimeOffset? timestamp = null,
        LogEventLevel level = LogEventLevel.Information,
        Exception? exception = null,
        ActivityTraceId traceId = default,
        ActivitySpanId spanId = default,
        params (string Name, object? Value)[] properties) =>
        new(timestamp ?? Instant, level, exception, Template(template), properties.Select(p => new LogEventProperty(p.Name, Value(p.Value))), traceId, spanId);

    /// <summary>The same in a few words, for tests that care for the text and the time.</summary>
    public static LogEvent Event(
        string template = "Something happened",
        LogEventLevel level = LogEventLevel.Information,
        DateTimeOffset? at = null,
        Exception? exception = null,
        params (string Name, object? Value)[] properties) =>
        LogEvent(template, at, level, exception, properties: properties);

    /// <summary>Does what Serilog does not let anybody do by its own means: a property without a value, or without a name.</summary>
    public static void Tamper(LogEvent logEvent, string name, LogEventPropertyValue? value) =>
        ((Dictionary<string, LogEventPropertyValue>)logEvent.Properties)[name] = value!;

    public static LogEventPropertyValue Value(object? value) => value as LogEventPropertyValue ?? new ScalarValue(value);

    public static SequenceValue Sequence(params object?[] elements) => new(elements.Select(Value));

    public static StructureValue Structure(string? tag, params (string Name, object? Value)[] properties) =>
        new(properties.Select(p => new LogEventProperty(p.Name, Value(p.Value))), tag);

    public static DictionaryValue Dictionary(params (object? Key, object? Value)[] elements) =>
        new(elements.Select(e => KeyValuePair.Create(new ScalarValue(e.Key), Value(e.Value))));

    /// <summary>An exception that was thrown, and so has a stack trace.</summary>
    public static Exception Exception(string message = "Out of stock")
    {
        try
        {
            throw new InvalidOperationException(message, new TimeoutException("Too slow"));
        }
        catch (InvalidOperationException ex)
        {
            return ex;
        }
    }
}

using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

/// <summary>The path from an event to its UTF-8 is taken for every event there is: it takes nothing from the heap.</summary>
[NonParallelizable]
public class AllocationTests
{
    static readonly ITextFormatter[] Formatters = [new CloudWatchJsonFormatter(), new ClefFormatter(), new RenderedClefFormatter(), new CloudWatchJsonFormatter(nestPropertiesUnder: "Properties"), new CloudWatchJsonFormatter(quoteStrings: true, levelNames: "OpenTelemetry", metrics: [new("Elapsed", "Latency", "Milliseconds", "Shop", [["MachineName"]]), new("OrderId", @namespace: "Shop"), new("Double", @namespace: "Shop"), new("Tags", @namespace: "Shop")])];

    static readonly Dictionary<string, LogEvent> Events = new()
    {
        ["the ordinary event"] = Some.LogEvent("Order {OrderId} for {Customer} took {Elapsed} ms", traceId: Some.TraceId, spanId: Some.SpanId, properties: [("OrderId", 12345), ("Customer", "Alice \"A\" Example"), ("Elapsed", 12.345), ("MachineName", "web-01"), ("SourceContext", "Shop.Orders.OrderService")]),
        ["scalars"] = Some.LogEvent("{Int} {Long,10} {Double:0.00} {Decimal,-8} {Guid} {Time:HH:mm:ss} {Span} {Bool} {Null} {Char} {Text,20}", properties: [("Int", -1), ("Long", long.MinValue), ("Double", Math.PI), ("Decimal", 1.10m), ("Guid", Guid.Empty), ("Time", Some.Instant), ("Span", TimeSpan.FromSeconds(1.5)), ("Bool", true), ("Null", null), ("Char", 'c'), ("Text", "äöü 😀 \"\\\n"), ("Single", 0.1f), ("Date", new DateOnly(2024, 1, 2)), ("TimeOnly", new TimeOnly(3, 4)), ("DateTime", new DateTime(2024, 1, 2)), ("Byte", (byte)1), ("NaN", double.NaN), ("Enum", DayOfWeek.Friday)]),
        ["nested values"] = Some.LogEvent("{@Order} {Tags}", properties: [("Order", Some.Structure("Order", ("Id", Guid.Empty), ("Lines", Some.Sequence(Some.Structure(null, ("Sku", "a"), ("Count", 2)))))), ("Tags", Some.Sequence("a", "b", 3))]),
        ["a long text"] = Some.LogEvent("{Text}", properties: [("Text", string.Concat(Enumerable.Repeat("some \"quoted\" text, äöü, ", 100)))])
    };

    [Test]
    public void FormattingAllocatesNothing([ValueSource(nameof(Names))] string name, [Range(0, 4)] int formatter, [Values] bool insideString)
    {
        const int rounds = 2000;
        var renderer = new MessageRenderer(Formatters[formatter]);
        var logEvent = Events[name];
        using var output = new Utf8Buffer(1 << 17, insideString);
        LeastOf(() =>
        {
            for (var i = 0; i < rounds; i++) Render();
        }).Should().BeLessThan(rounds);

        void Render()
        {
            output.Clear();
            renderer.Render(logEvent, 1_000_000, output);
        }
    }

    [Test]
    public void EscapingAllocatesNothing()
    {
        var json = Rendered.Bytes(new CloudWatchJsonFormatter(), Events["the ordinary event"]);
        using var output = new Utf8Buffer(1 << 16);
        LeastOf(() =>
        {
            for (var i = 0; i < 2000; i++) Escape();
        }).Should().BeLessThan(2000);

        void Escape()
        {
            output.Clear();
            JsonEscaper.AppendEscaped(output, json);
        }
    }

    /// <summary>The runtime may allocate now and then on its own behalf; what is allocated for each event is allocated every time.</summary>
    static long LeastOf(Action work)
    {
        var least = long.MaxValue;
        for (var time = 0; time < 10; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    static IEnumerable<string> Names => Events.Keys;
}

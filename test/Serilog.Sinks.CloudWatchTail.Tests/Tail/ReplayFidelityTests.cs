using System.Diagnostics;
using Serilog.Context;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A replayed event is the event that was written, and goes the ways that a local event goes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReplayFidelityTests
{
    static readonly ITextFormatter[] Formatters = [new CloudWatchJsonFormatter(), new ClefFormatter()];

    [Test]
    public async Task TheEventKeepsAllThatItHad([Values(0, 1)] int formatter)
    {
        await using var harness = await TailHarness.StartAsync();
        var written = new LogEvent(
            new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_567),
            LogEventLevel.Warning,
            new InvalidOperationException("No stock."),
            new MessageTemplateParser().Parse("Order {OrderId} for {@Customer} took {Elapsed:0.00} ms"),
            [
                new LogEventProperty("OrderId", new ScalarValue(42)),
                new LogEventProperty("Customer", new StructureValue([new LogEventProperty("Name", new ScalarValue("Ann"))], "Customer")),
                new LogEventProperty("Elapsed", new ScalarValue(12.5)),
                new LogEventProperty("LogGroup", new ScalarValue("its own")),
                new LogEventProperty("SourceContext", new ScalarValue("Shop.Orders")),
            ],
            ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"),
            ActivitySpanId.CreateFromString("b7ad6b7169203331"));
        harness.Aws.Put(TailHarness.Group, "s", Text(Formatters[formatter], written));
        await harness.WaitForEventsAsync(1);

        var read = harness.Events[0];
        read.Timestamp.Should().Be(written.Timestamp);
        read.Level.Should().Be(written.Level);
        read.MessageTemplate.Text.Should().Be(written.MessageTemplate.Text);
        read.RenderMessage().Should().Be(written.RenderMessage());
        read.TraceId.Should().Be(written.TraceId);
        read.SpanId.Should().Be(written.SpanId);
        read.Exception!.ToString().Should().Be(written.Exception!.ToString());
        foreach (var property in written.Properties) read.Properties[property.Key].ToString().Should().Be(property.Value.ToString());

        // The enricher's goes beside the event's own.
        read.Properties["TailLogGroup"].Should().BeEquivalentTo(new ScalarValue(TailHarness.Group));
    }

    [Test]
    public async Task LevelOverridesFiltersAndSubLoggersApply()
    {
        await using var harness = await TailHarness.CreateAsync();
        var errors = new List<string>();
        using var logger = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Noisy", LogEventLevel.Error)
            .Filter.ByExcluding(e => e.MessageTemplate.Text.Contains("secret", StringComparison.Ordinal))
            .WriteTo.Logger(sub => sub.Filter.ByIncludingOnly(e => e.Level >= LogEventLevel.Error).WriteTo.Sink(new Collector(errors)))
            .WriteTo.Async(async => async.Logger(harness.Logger))
            .CreateLogger();
        harness.Run(logger);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();

        harness.Aws.Put(TailHarness.Group, "s",
            Clef("Noisy.Component", "Information", "noise"),
            Clef("Noisy.Component", "Error", "trouble"),
            Clef("Shop", "Verbose", "detail"),
            Clef("Shop", "Debug", "debugging"),
            Clef("Shop", "Information", "a secret"),
            Clef("Shop", "Information", "last"));
        await harness.WaitForEventsAsync(3);
        await harness.StopAsync();

        harness.Texts.Should().Equal("trouble", "debugging", "last");
        errors.Should().Equal("trouble");
        harness.Events.Should().OnlyContain(e => TailedMessageTemplate.OriginOf(e) != null, "the origin survives copies and queues");
        harness.Events.Should().OnlyContain(e => e.Properties.ContainsKey("LogStream"));
    }

    [Test]
    public async Task TheContextOfWhoeverStartsTheTailDoesNotLeakIntoItsEvents()
    {
        await using var harness = await TailHarness.CreateAsync();
        using var logger = new LoggerConfiguration().Enrich.FromLogContext().WriteTo.Logger(harness.Logger).CreateLogger();
        using (LogContext.PushProperty("Starter", "host"))
        {
            logger.Information("local");
            harness.Run(logger);
            await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
            harness.Aws.Put(TailHarness.Group, "s", "replayed");
            await harness.WaitForEventsAsync(2);
        }

        harness.Events.Select(e => e.Properties.ContainsKey("Starter")).Should().Equal(true, false);
    }

    [Test]
    public async Task TheFileSinkWritesReplayedEventsLikeAnyOther()
    {
        using var path = new TailCheckpointPath();
        await using var harness = await TailHarness.CreateAsync();
        using (var logger = new LoggerConfiguration()
                   .WriteTo.File(path.Path, outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss} [{Level:u3}] {Message:lj} <{LogStream}>{NewLine}{Exception}")
                   .WriteTo.Logger(harness.Logger)
                   .CreateLogger())
        {
            harness.Run(logger);
            await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
            harness.Aws.Put(TailHarness.Group, "web/1", """{"@t":"2026-02-03T04:05:06Z","@l":"Error","@mt":"Hello {Name}","Name":"Ann"}""");
            await harness.WaitForEventsAsync(1);
            await harness.StopAsync();
        }

        path.Read().Should().Be($"2026-02-03 04:05:06 [ERR] Hello Ann <web/1>{Environment.NewLine}");
    }

    static string Text(ITextFormatter formatter, LogEvent logEvent)
    {
        var writer = new StringWriter();
        formatter.Format(logEvent, writer);
        return writer.ToString().TrimEnd();
    }

    static string Clef(string source, string level, string template) =>
        $$"""{"@t":"2026-02-03T04:05:06Z","@l":"{{level}}","@mt":"{{template}}","SourceContext":"{{source}}"}""";

    sealed class Collector(List<string> texts) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => texts.Add(logEvent.MessageTemplate.Text);
    }
}

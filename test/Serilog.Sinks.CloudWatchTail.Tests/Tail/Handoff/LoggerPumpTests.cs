using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Handoff;

public sealed class LoggerPumpTests : ILogEventSink
{
    readonly List<LogEvent> _events = [];

    [SetUp]
    public void SetUp() => _events.Clear();

    [Test]
    public void TheLevelOverrideOfTheEventsSourceApplies()
    {
        using var logger = new LoggerConfiguration().MinimumLevel.Information().MinimumLevel.Override("Shop", LogEventLevel.Error).WriteTo.Sink(this).CreateLogger();
        var pump = new LoggerPump(logger);
        pump.Write(From("Shop.Orders", LogEventLevel.Warning));
        pump.Write(From("Shop.Orders", LogEventLevel.Error));
        pump.Write(From("Other", LogEventLevel.Information));
        pump.Write(From("Other", LogEventLevel.Debug));
        pump.Write(TailSome.Event(level: LogEventLevel.Information));
        _events.Select(e => e.Level).Should().Equal(LogEventLevel.Error, LogEventLevel.Information, LogEventLevel.Information);
    }

    [Test]
    public void ASourceThatIsNoTextIsNone()
    {
        using var logger = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();
        new LoggerPump(logger).Write(TailSome.Event(properties: new LogEventProperty("SourceContext", new ScalarValue(42))));
        _events.Should().ContainSingle();
    }

    [Test]
    public void TheLoggersOfManySourcesDoNotPileUp()
    {
        var created = 0;
        var pump = new LoggerPump(new CountingLogger(() => created++));
        for (var n = 0; n < 900; n++) pump.Write(From($"source {n}", LogEventLevel.Information));
        for (var n = 0; n < 900; n++) pump.Write(From($"source {n}", LogEventLevel.Information));
        created.Should().Be(900, "they are kept");
        for (var n = 0; n < 10_000; n++) pump.Write(From($"source {n}", LogEventLevel.Information));
        pump.CachedLoggers.Should().BeLessThanOrEqualTo(1_000);
    }

    [Test]
    public void TheLoggersOfVeryLongSourcesAreNotKept()
    {
        using var logger = new LoggerConfiguration().MinimumLevel.Override("Shop", LogEventLevel.Error).WriteTo.Sink(this).CreateLogger();
        var pump = new LoggerPump(logger);
        var source = "Shop." + new string('x', 100_000);
        pump.Write(From(source, LogEventLevel.Warning));
        pump.Write(From(source, LogEventLevel.Error));
        pump.CachedLoggers.Should().Be(0);
        _events.Should().ContainSingle("the override applies all the same");
    }

    public void Emit(LogEvent logEvent) => _events.Add(logEvent);

    static LogEvent From(string source, LogEventLevel level) =>
        TailSome.Event(level: level, properties: new LogEventProperty("SourceContext", new ScalarValue(source)));

    sealed class CountingLogger(Action created) : ILogger
    {
        public ILogger ForContext(string propertyName, object? value, bool destructureObjects = false)
        {
            created();
            return this;
        }

        public void Write(LogEvent logEvent)
        {
        }
    }
}

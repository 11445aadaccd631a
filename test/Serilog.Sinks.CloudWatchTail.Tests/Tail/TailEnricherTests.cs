using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

public sealed class TailEnricherTests
{
    readonly TailEnricher _enricher = new();

    [Test]
    public void TheOriginOfAReplayedEventBecomesProperties()
    {
        var logEvent = TailSome.Event(origin: TailSome.Origin("/g", "s", sampled: true, backfilled: true));
        _enricher.Enrich(logEvent, NoFactory.Instance);
        logEvent.Properties.Should().BeEquivalentTo(new Dictionary<string, LogEventPropertyValue>
        {
            ["LogGroup"] = new ScalarValue("/g"),
            ["LogStream"] = new ScalarValue("s"),
            ["IngestionTime"] = new ScalarValue(TailSome.Time),
            ["Sampled"] = new ScalarValue(true),
            ["Backfilled"] = new ScalarValue(true),
        });
    }

    [Test]
    public void TheAccountIsAddedWhereATailHasGroupsOfSeveral()
    {
        var origin = TailSome.Origin() with { Account = "111122223333", ShowsAccount = true };
        var logEvent = TailSome.Event(origin: origin);
        var own = TailSome.Event(origin: origin, properties: [new LogEventProperty("LogAccount", new ScalarValue("own"))]);
        _enricher.Enrich(logEvent, NoFactory.Instance);
        _enricher.Enrich(own, NoFactory.Instance);

        logEvent.Properties["LogAccount"].Should().Be(new ScalarValue("111122223333"));
        own.Properties["LogAccount"].Should().Be(new ScalarValue("own"));
        own.Properties["TailLogAccount"].Should().Be(new ScalarValue("111122223333"));
    }

    [Test]
    public void AnEventThatWasNotReplayedIsLeftAlone()
    {
        var logEvent = TailSome.Event();
        _enricher.Enrich(logEvent, NoFactory.Instance);
        logEvent.Properties.Should().BeEmpty();
    }

    [Test]
    public void ThePropertiesOfTheEventAreNeverOverwritten()
    {
        var logEvent = TailSome.Event(origin: TailSome.Origin("/g"), properties:
        [
            new LogEventProperty("LogGroup", new ScalarValue("own")),
            new LogEventProperty("LogStream", new ScalarValue("own")),
            new LogEventProperty("TailLogStream", new ScalarValue("own too")),
        ]);
        _enricher.Enrich(logEvent, NoFactory.Instance);
        logEvent.Properties["LogGroup"].Should().Be(new ScalarValue("own"));
        logEvent.Properties["TailLogGroup"].Should().Be(new ScalarValue("/g"));
        logEvent.Properties["LogStream"].Should().Be(new ScalarValue("own"));
        logEvent.Properties["TailLogStream"].Should().Be(new ScalarValue("own too"));
    }

    [Test]
    public void ItIsAnOrdinaryEnricherOfALogger()
    {
        var events = new List<LogEvent>();
        using var logger = new LoggerConfiguration().Enrich.With<TailEnricher>().WriteTo.Sink(new Collector(events)).CreateLogger();
        logger.Information("local");
        logger.Write(TailSome.Event(origin: TailSome.Origin("/g")));
        events.Select(e => e.Properties.ContainsKey("LogGroup")).Should().Equal(false, true);
    }

    sealed class Collector(List<LogEvent> events) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => events.Add(logEvent);
    }

    sealed class NoFactory : ILogEventPropertyFactory
    {
        public static readonly NoFactory Instance = new();

        public LogEventProperty CreateProperty(string name, object? value, bool destructureObjects = false) => throw new NotSupportedException();
    }
}

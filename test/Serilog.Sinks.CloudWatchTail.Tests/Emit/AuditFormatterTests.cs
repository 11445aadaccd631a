using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>Audit, its formatter and its answers.</summary>
public class AuditFormatterTests
{
    [Test]
    public void AFormatterOfSomebodyElsesIsGivenTheAuditedEventItself()
    {
        var logEvent = Some.Event("audited");
        LogEvent? given = null;
        var formatter = new LoggingFormatter(() => { }, e => given = e);
        using var sink = SinkFactory.CreateAudit(new CloudWatchSinkOptions { LogGroup = "/a", LogStream = "s", Formatter = formatter, ClientFactory = (_, _) => new AcceptingClient() });
        sink.Emit(logEvent);
        given.Should().BeSameAs(logEvent);
    }

    [Test]
    public void AnAuditedValueThatLogsIsWrittenWholeAndDoesNotRecurse()
    {
        ILogger logger = null!;
        var formatter = new LoggingFormatter(() => logger.Information("inner"));
        using var sink = SinkFactory.CreateAudit(new CloudWatchSinkOptions { LogGroup = "/a", LogStream = "s", Formatter = formatter, ClientFactory = (_, _) => new AcceptingClient() });
        logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        logger.Information("outer");
        formatter.Deepest.Should().Be(1);
    }

    [Test]
    public void AnAuditAnswerWithAnEmptyRangeIsNoFailure()
    {
        using var sink = SinkFactory.CreateAudit(new CloudWatchSinkOptions
        {
            LogGroup = "/a",
            LogStream = "s",
            ClientFactory = (_, _) => new AcceptingClient { Response = new PutLogEventsResponse(TooOldLogEventEndIndex: 0) },
        });
        sink.Invoking(s => s.Emit(Some.Event("x"))).Should().NotThrow();
    }

    sealed class LoggingFormatter(Action log, Action<LogEvent>? look = null) : ITextFormatter
    {
        int _depth;

        public int Deepest { get; private set; }

        public void Format(LogEvent logEvent, TextWriter output)
        {
            Deepest = Math.Max(Deepest, ++_depth);
            if (_depth < 5) log();
            look?.Invoke(logEvent);
            _depth--;
            logEvent.RenderMessage(output);
        }
    }
}

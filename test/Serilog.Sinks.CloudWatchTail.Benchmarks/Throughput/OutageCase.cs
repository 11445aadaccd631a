using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>
/// What an outage takes: the service refuses connections, callers log as fast as they can for some seconds, each event with text of its own, and
/// <c>onFailure</c> takes a second and a half. The figure is the most memory that was resident.
/// </summary>
static class OutageCase
{
    static readonly TimeSpan CallbackTime = TimeSpan.FromSeconds(1.5);

    static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    // No one listens there.
    const string NoService = "http://127.0.0.1:9";

    static readonly MessageTemplate Template = new MessageTemplateParser().Parse("Order {OrderId} holds {Payload}");

    public static CaseResult Run(BenchCase bench)
    {
        // What the callers' own garbage takes.
        if (bench.Formatter == Formatters.None) return Run(bench, LoggerCase.Configure().WriteTo.Sink(new NullSink()).CreateLogger());
        return Run(bench, LoggerCase.Configure().WriteTo.CloudWatch(options =>
        {
            options.LogGroup = LoggerCase.LogGroup;
            options.LogStream = "web-1";
            options.Formatter = Formatters.Create(bench.Formatter);
            options.ShutdownTimeLimit = TimeSpan.Zero;
            options.Connection.ServiceUrl = NoService;
            options.Connection.Region = "eu-west-1";
            options.Connection.Credentials = LoggerCase.Credentials();
            options.OnFailure = failure =>
            {
                if (failure.Reason == CloudWatchFailureReason.QueueFull) Thread.Sleep(CallbackTime);
            };
        }).CreateLogger());
    }

    static CaseResult Run(BenchCase bench, Logger logger)
    {
        var before = ProcessUsage.AtStart();
        var callers = Enumerable.Range(0, Math.Max(2, bench.Threads)).Select(_ => Task.Factory.StartNew(() => Log(logger, bench.MessageBytes), TaskCreationOptions.LongRunning)).ToArray();
        Task.WaitAll(callers);
        var events = callers.Sum(c => c.Result);
        var after = ProcessUsage.AtEnd();
        var result = Results.Of(bench, events, before, after, default, new DrainCounts(0, 0, 0), new DrainCounts(0, 0, 0), bench.MessageBytes);
        GC.KeepAlive(logger);
        return result;
    }

    static long Log(Logger logger, int bytes)
    {
        var began = TimeProvider.System.GetTimestamp();
        long events = 0;
        while (TimeProvider.System.GetElapsedTime(began) < Length)
        {
            logger.Write(new LogEvent(DateTimeOffset.UtcNow, LogEventLevel.Information, null, Template,
            [
                new LogEventProperty("OrderId", new ScalarValue(events++)),
                new LogEventProperty("Payload", new ScalarValue(new string('x', bytes))),
            ]));
        }

        return events;
    }
}

using Amazon.Runtime;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>A logger as an application has it, with the sink or with one that does nothing.</summary>
static class LoggerCase
{
    public const string LogGroup = "/shop/orders";

    const int WarmUpParts = 5;

    const int PauseMs = 300;

    static readonly DrainCounts NothingSent = new(0, 0, 0);

    public static LoggerConfiguration Configure(int properties = 0)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Enrich.WithProperty("MachineName", "web-1")
            .Enrich.WithProperty("Application", "shop");
        for (var i = 0; i < properties; i++) logger.Enrich.WithProperty($"Property{i}", $"value {i}");
        return logger;
    }

    public static Logger CreateNullLogger() => Configure().WriteTo.Sink(new NullSink()).CreateLogger();

    public static BasicAWSCredentials Credentials() => new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    public static CaseResult Run(BenchCase bench, DrainClient drain)
    {
        SelfLog.Enable(Console.Error);
        var sends = bench is { Details: false, Kind: CaseKind.Sink or CaseKind.Durable };
        using var folder = new CaseFolder();
        using var logger = CreateLogger(bench, drain.Url, folder);
        var source = new EventSource(bench);
        WarmUp(bench, logger, source, sends ? drain : null);

        var sentBefore = sends ? drain.Counts() : NothingSent;
        Thread.Sleep(bench.RestMs);
        var before = ProcessUsage.AtStart();
        var caller = bench.IdleSeconds > 0 ? Idle(bench) : Callers.Run(bench, logger, source, bench.Events, bench.Pace);
        if (bench.IdleSeconds == 0) Flush();
        var after = ProcessUsage.AtEnd();
        var sentAfter = sends ? drain.Counts() : NothingSent;
        var events = bench.IdleSeconds > 0 ? 0 : bench.Events / bench.Threads * bench.Threads;
        var peak = ProcessUsage.PeakRssMb();
        return Results.Of(bench, events, before, after, caller, sentBefore, sentAfter, sends && events > 0 ? RenderedEvents.MeanBytes(bench) : 0) with { PeakRssMb = Math.Round(peak, 1) };
    }

    static void WarmUp(BenchCase bench, Logger logger, EventSource source, DrainClient? drain)
    {
        // In parts, since the runtime compiles hot code again only once nothing new has been run for a while.
        for (var part = 0; part < WarmUpParts; part++)
        {
            Callers.Run(bench, logger, source, bench.WarmUpEvents / WarmUpParts, bench.WarmUpPace);
            Flush();
            if (bench.WarmUpPace > 0) Thread.Sleep(PauseMs);
        }

        while (drain is not null && drain.Counts().Requests < bench.WarmUpPuts)
        {
            Callers.Run(bench, logger, source, Math.Max(1, bench.WarmUpEvents / 20), bench.WarmUpPace);
            Flush();
        }
    }

    static CallerUsage Idle(BenchCase bench)
    {
        var before = CallerUsage.Now();
        Thread.Sleep(TimeSpan.FromSeconds(bench.IdleSeconds));
        return CallerUsage.Now() - before;
    }

    public static void Flush() => CloudWatchSinks.FlushAllAsync().GetAwaiter().GetResult();

    static Logger CreateLogger(BenchCase bench, string url, CaseFolder folder) => bench.Kind switch
    {
        CaseKind.NullSink => CreateNullLogger(),
        CaseKind.FileSink or CaseKind.BufferedFileSink => Configure()
            .WriteTo.File(Formatters.Create(bench.Formatter), folder.GetFile("file.log"), buffered: bench.Kind == CaseKind.BufferedFileSink, fileSizeLimitBytes: null)
            .CreateLogger(),
        _ => CreateCloudWatchLogger(bench, url, bench.Kind == CaseKind.Sink ? null : folder.GetFile("buffer")),
    };

    /// <summary>A logger with the sink.</summary>
    /// <param name="bufferBaseFilename">Where events wait in durable mode; null for memory mode.</param>
    /// <param name="outage">Whether nothing reaches the service, and the logger does not wait for it: its proxy does not exist.</param>
    public static Logger CreateCloudWatchLogger(BenchCase bench, string url, string? bufferBaseFilename, bool outage = false) => Configure(bench.Properties).WriteTo.CloudWatch(options =>
    {
        options.BufferBaseFilename = bufferBaseFilename;
        if (outage)
        {
            options.ShutdownTimeLimit = TimeSpan.Zero;
            options.Connection.ConfigureClient = client => (client.ProxyHost, client.ProxyPort) = ("127.0.0.1", 9);
        }

        options.LogGroup = LogGroup;
        options.LogStream = bench.Streams > 1 ? "orders-{Tenant}" : "web-1";
        options.StreamLimit = Math.Max(200, bench.Streams);
        options.Formatter = Formatters.Create(bench.Formatter);
        options.MaxConcurrentRequests = bench.ConcurrentRequests;
        options.BlockWhenFull = bench.BlockWhenFull;
        options.Connection.ServiceUrl = url;
        options.Connection.Region = "eu-west-1";
        options.Connection.Credentials = Credentials();
        if (bench.Details) (options.RestrictedToMinimumLevel, options.DetailLevel) = (LogEventLevel.Warning, LogEventLevel.Information);
        options.Gzip = bench.Gzip;
        options.Protocol = bench.Protocol;
    }).CreateLogger();
}

using System.Runtime.InteropServices;
using Amazon.Runtime;
using Serilog;
using Serilog.Events;

// A process of its own for tests that need one to end.
if (args is ["durable", ..]) return DurableProgram.Run(args[1], args[2], int.Parse(args[3]), int.Parse(args[4]));

// TestProgram tail SERVICE-URL CHECKPOINT: shows what comes to the group /child, a line an event, until it is killed.
if (args is ["tail", ..])
{
    await Tail.RunAsync(args[1], args[2]);
    return 0;
}

if (args is ["starved", ..]) return StarvedProgram.Run(args[1], args[2]);

// TestProgram ENDING SERVICE-URL COUNT SECONDS: logs COUNT events to the group /child and never closes its logger, which has SECONDS for its end.
var (ending, serviceUrl, count, seconds) = (args[0], args[1], int.Parse(args[2]), int.Parse(args[3]));
Log.Logger = new LoggerConfiguration()
    .WriteTo.CloudWatch(
        logGroup: "/child",
        logStream: "child",
        outputTemplate: "{Message:lj}",
        eagerlyEmitFirstEvent: false,
        bufferingTimeLimit: TimeSpan.FromMinutes(10),
        shutdownTimeLimit: TimeSpan.FromSeconds(seconds),
        onFailure: ending == "callback" ? _ => Environment.Exit(4) : null,
        fallback: to => to.Sink(new StandardOutput()),
        serviceUrl: serviceUrl,
        region: "us-east-1",
        credentials: new BasicAWSCredentials("test", "test"))
    .CreateLogger();
for (var i = 0; i < count; i++) Log.Information("event {I}", i);

switch (ending)
{
    case "return":
        return 0;
    case "exit":
        Environment.Exit(3);
        return 0;
    case "signal":
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    case "cancelled-signal":
        // As a host does: it ends the process in its own way, and in its own time.
        using (var ended = new ManualResetEventSlim())
        using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; ended.Set(); }))
        {
            Console.WriteLine("ready");
            ended.Wait();
        }

        Log.Information("in order");
        Log.CloseAndFlush();
        return 0;
    case "throw":
        throw new InvalidOperationException("Nobody handles this.");
    case "callback":
        // The service takes no event from before 1970.
        Log.Write(new LogEvent(DateTimeOffset.UnixEpoch.AddDays(-1), LogEventLevel.Information, null, MessageTemplate.Empty, []));
        Thread.Sleep(Timeout.Infinite);
        return 0;
    default:
        throw new ArgumentException($"An ending is return, exit, signal, cancelled-signal, throw or callback, not {ending}.");
}

/// <summary>Where the undeliverable goes, one line an event.</summary>
sealed class StandardOutput : Serilog.Core.ILogEventSink
{
    public void Emit(Serilog.Events.LogEvent logEvent) => Console.WriteLine(logEvent.RenderMessage());
}

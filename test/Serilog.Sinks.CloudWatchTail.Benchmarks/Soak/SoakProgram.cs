using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Soak;

/// <summary>
/// Many threads log for minutes while faults come and go, and ten times a second the meter is read: each event must be in exactly one state at every look,
/// and in one that is final at the end.
/// </summary>
static class SoakProgram
{
    public const string Usage = "soak [minutes, 10 unless given]";

    const int Threads = 32;
    const string LogGroup = "/soak";

    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan FaultInterval = TimeSpan.FromSeconds(5);

    public static int Run(double minutes)
    {
        var client = new SoakClient();
        long reported = 0;
        var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = LogGroup,
            LogStream = "{Worker}",
            QueueLimit = 20_000,
            RetryTimeLimit = TimeSpan.FromSeconds(20),
            ClientFactory = (_, _) => client,
            OnFailure = f => Interlocked.Add(ref reported, f.Kind == CloudWatchFailureKind.Temporary ? 0 : f.Count),
        });
        using var logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var workers = Enumerable.Range(0, Threads).Select(w => Task.Factory.StartNew(() => Log(logger, w, end.Token), TaskCreationOptions.LongRunning)).ToArray();
        var contradictions = Watch(client, end.Token);
        client.Fault = SoakFault.None;
        var emitted = Task.WhenAll(workers).GetAwaiter().GetResult().Sum();
        sink.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();
        sink.Dispose();

        using var meter = new SoakMeter(LogGroup);
        var last = meter.Read();
        var ends = last.Emitted == emitted && last.Waiting == 0 && last.Delivered == client.Stored && last.Lost == Interlocked.Read(ref reported);
        Console.WriteLine($"{emitted} emitted; {last}; {client.Stored} stored, {reported} reported; {contradictions.Looks} looks, {contradictions.Wrong} contradictions{(ends ? "" : ", and the end is wrong")}");
        return contradictions.Wrong == 0 && ends ? 0 : 1;
    }

    static long Log(Logger logger, int worker, CancellationToken cancellationToken)
    {
        var random = new Random(worker);
        var log = logger.ForContext("Worker", $"worker-{worker % 8}");
        long emitted = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var level = random.Next(10_000) == 0 ? LogEventLevel.Fatal : LogEventLevel.Information;
            log.Write(level, "Event {Number} of {Text}", emitted++, random.Next(500) == 0 ? SoakClient.Bad : new string('x', random.Next(400)));
            if (emitted % 200 == 0) Thread.Sleep(random.Next(30));
        }

        return emitted;
    }

    static (int Looks, int Wrong) Watch(SoakClient client, CancellationToken cancellationToken)
    {
        using var meter = new SoakMeter(LogGroup);
        var (looks, wrong) = (0, 0);
        var (began, changes) = (TimeProvider.System.GetTimestamp(), 0);
        while (!cancellationToken.WaitHandle.WaitOne(LookInterval))
        {
            looks++;
            var counts = meter.Read();
            if (!counts.Agree)
            {
                wrong++;
                Console.WriteLine($"A contradiction: {counts}");
            }

            if (TimeProvider.System.GetElapsedTime(began) < FaultInterval * (changes + 1)) continue;

            // Off, on, off, on: every fault in turn.
            var faults = Enum.GetValues<SoakFault>();
            client.Fault = ++changes % 2 == 0 ? SoakFault.None : faults[1 + (changes / 2 % (faults.Length - 1))];
        }

        return (looks, wrong);
    }
}

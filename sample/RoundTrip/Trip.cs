using System.Globalization;
using Amazon.Runtime;
using Serilog;
using Serilog.Sinks.CloudWatchTail;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace RoundTrip;

static class Trip
{
    /// <summary>A live tail shows at most 500 events a second.</summary>
    const int EventsPerSecond = 400;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(int count, string logGroup, bool useEmulator, CancellationToken cancellationToken)
    {
        await using var aws = useEmulator ? await CloudWatchLogsEmulator.StartAsync(cancellationToken: cancellationToken) : null;
        var comparison = new Comparison(count);

        await using var writer = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Sink(comparison.Originals)
            .WriteTo.CloudWatch(options =>
            {
                options.LogGroup = logGroup;
                options.BufferingTimeLimit = TimeSpan.FromSeconds(0.5);
                options.OnFailure = failure => Console.Error.WriteLine(failure);
                Connect(options.Connection, aws);
            })
            .CreateLogger();

        // A live tail wants a log group that exists: the sink makes it with the first event.
        writer.Information("Beginning a round trip through {LogGroup}", logGroup);
        await CloudWatchSink.FlushAllAsync(cancellationToken);

        await using var reader = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss.fff} [{Level:u3}] {Message:lj}{NewLine}{Exception}", formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.Sink(comparison.Replayed)
            .CreateLogger();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var live = new TaskCompletionSource();
        await using var tail = new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add(logGroup);
            options.OnNotice = notice =>
            {
                Console.Error.WriteLine(notice);
                if (notice is CloudWatchLiveTailNotice.Started) live.TrySetResult();
            };
            Connect(options.Connection, aws);
        });
        var tailing = tail.RunAsync(reader, stop.Token);
        await Task.WhenAny(live.Task, tailing).WaitAsync(Patience, cancellationToken);

        await WriteAsync(writer, count, cancellationToken);
        await CloudWatchSink.FlushAllAsync(cancellationToken);
        await Task.WhenAny(comparison.Complete, tailing, Task.Delay(Patience, cancellationToken));
        await stop.CancelAsync();
        await tailing;

        foreach (var difference in comparison.Differences) Console.WriteLine(difference);
        Console.WriteLine(comparison.Summary);
        return comparison.Succeeded ? 0 : 1;
    }

    static async Task WriteAsync(ILogger writer, int count, CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var number = 0; number < count; number++)
        {
            if (number > 0 && number % EventsPerSecond == 0) await second.WaitForNextTickAsync(cancellationToken);
            Events.Write(writer, number);
        }
    }

    static void Connect(CloudWatchConnectionOptions connection, CloudWatchLogsEmulator? aws)
    {
        if (aws is null) return;
        connection.ServiceUrl = aws.ServiceUrl;
        connection.Region = aws.Region;
        connection.Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey);
    }
}

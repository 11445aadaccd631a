using System.Collections.Concurrent;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>A disk that fills up and is emptied again, then more events than the buffer's limit leaves room for.</summary>
static class DiskFaultScenario
{
    const int Small = 4, OnFullDisk = 3, Large = 20, LargeCharacters = 300_000;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Runs it once, with memory short at one point.</summary>
    /// <returns>What is wrong; none if nothing is.</returns>
    public static string? Run(int points, int point, int hit, int[]? passed)
    {
        using var folder = new TempFolder();
        AllocationFaults.Begin(points, point, hit, 1);
        var hits = Array.Empty<int>();
        try
        {
            return Run(folder);
        }
        catch (Exception ex)
        {
            return ex.ToString();
        }
        finally
        {
            hits = AllocationFaults.End();
            if (passed is not null) hits.CopyTo(passed, 0);
        }
    }

    static string? Run(TempFolder folder)
    {
        var (files, isDown, emitted) = (new FaultyFiles(), false, 0);
        var (failures, stored) = (new ConcurrentQueue<CloudWatchFailure>(), new ConcurrentDictionary<int, bool>());
        using var sink = Create();
        Emit(Small, "");
        Flush();

        files.BytesLeft = 0;
        Emit(OnFullDisk, "");
        Flush();
        files.BytesLeft = long.MaxValue;
        if (!SpinWait.SpinUntil(() => failures.Any(f => f.Message.Contains("can be written again", StringComparison.Ordinal)), Patience))
            return "the disk is not told to be usable again";

        Volatile.Write(ref isDown, true);
        Emit(Large, new string('x', LargeCharacters));
        Volatile.Write(ref isDown, false);
        Flush();
        var gauges = sink.Gauges;
        if (!SpinWait.SpinUntil(() => gauges.Waiting == 0, Patience)) return $"{gauges.Waiting} events wait at the end";
        if (!sink.StopAsync(Patience).Wait(Patience)) return "the sink does not end";
        if (gauges.Emitted != gauges.Ledger.Delivered + gauges.Ledger.Lost) return $"{gauges.Emitted} = {gauges.Ledger.Delivered} + {gauges.Ledger.Lost}";
        var told = failures.Where(f => f.Kind != CloudWatchFailureKind.Temporary).ToArray();
        if (told.Sum(f => f.Count) is var count && count != gauges.Ledger.Lost) return $"{gauges.Ledger.Lost} events are lost, and {count} reported";
        if (stored.Count + count < emitted) return $"{emitted - stored.Count - count} of {emitted} events are neither stored nor reported";
        return told.Any(f => f.Reason == CloudWatchFailureReason.BufferFull) ? null : "the buffer did not become full";

        BatchedCloudWatchSink Create() => SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "s",
            Formatter = NumberedEvents.Formatter,
            TimeProvider = new JumpingTimeProvider(),
            BufferBaseFilename = folder.GetFile("orders"),
            BufferFiles = files,
            BufferSizeLimitBytes = SinkOptionsValidator.SmallestBufferSizeLimitBytes,
            OnFailure = failures.Enqueue,
            ClientFactory = (_, _) => new AcceptingClient
            {
                OnPut = (request, _) =>
                {
                    if (Volatile.Read(ref isDown)) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable);
                    using var body = JsonDocument.Parse(request.Body);
                    foreach (var logEvent in body.RootElement.GetProperty("logEvents").EnumerateArray()) stored[NumberedEvents.NumberOf(logEvent.GetProperty("message").GetString()!)] = true;
                    return Task.CompletedTask;
                },
            },
        });

        void Emit(int count, string text)
        {
            for (var i = 0; i < count; i++)
            {
                var logEvent = NumberedEvents.Create(++emitted, 1, text, "s");
                AllocationFaults.OnThisThread(() => sink.Emit(logEvent));
            }
        }

        void Flush()
        {
            if (!sink.FlushAsync(CancellationToken.None).Wait(Patience)) throw new TimeoutException($"A flush does not complete, {sink.Gauges.Counts()}.");
        }
    }
}

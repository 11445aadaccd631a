using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>Each operation on a file fails in turn: no event is lost without a report, and the counts agree.</summary>
public class FileFaultTests
{
    const int Events = 12;

    static readonly string[] Kinds = ["create", "read", "open", "lock", "is", "identity", "list", "rename", "delete", "write"];

    [Test]
    public async Task WhicheverOperationFailsEveryEventIsStoredOrReported([Values] CloudWatchBufferFlush flush)
    {
        var operations = 0;
        var kinds = new HashSet<string>();
        var log = new List<string>();
        for (var failAt = 0; failAt <= operations; failAt++) await FailAsync(failAt);

        // The loop runs beside the callers, so that an operation is not always the same one by its number.
        foreach (var kind in Kinds)
        {
            for (var tries = 0; tries < 50 && !kinds.Contains(kind); tries++)
            {
                var at = log.FindIndex(line => line.StartsWith(kind + " ", StringComparison.Ordinal)) + 1;
                await FailAsync(at > 0 ? at : tries);
            }
        }

        await TestContext.Out.WriteLineAsync($"{operations} operations failed in turn: {string.Join(", ", kinds.Order())}.");
        operations.Should().BeGreaterThan(40);
        kinds.Should().Contain(Kinds);

        async Task FailAsync(int failAt)
        {
            var files = new FaultyFiles { FailAt = failAt };
            operations = Math.Max(operations, await RunAsync(files, flush, failAt));
            log = [.. files.Log];
            if (failAt > 0 && files.Log.Count >= failAt) kinds.Add(files.Log[failAt - 1].Split(' ')[0]);
        }
    }

    /// <summary>A process that cannot send for some time, and one that comes after it.</summary>
    static async Task<int> RunAsync(FaultyFiles files, CloudWatchBufferFlush flush, int failAt)
    {
        using var folder = new TempFolder();
        var stored = new ConcurrentQueue<string>();
        var failures = new ConcurrentQueue<CloudWatchFailure>();
        var isDown = true;
        await using (var first = Create("first", down: () => isDown))
        {
            for (var i = 0; i < Events; i++) first.Emit(Some.Event($"event {i:00}", at: DateTimeOffset.UtcNow));
            first.Emit(Some.Event("event 99", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
            await first.StopAsync(TimeSpan.Zero).WaitAsync(Limits.Patience);
            Verify(first, failAt);
        }

        isDown = false;
        await using (var second = Create("second", down: () => false))
        {
            second.Emit(Some.Event("event 50", at: DateTimeOffset.UtcNow));
            await second.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
            await second.StopAsync(TimeSpan.FromSeconds(5)).WaitAsync(Limits.Patience);
            Verify(second, failAt);
        }

        // Whatever is left where the fault kept the second one from it.
        var operations = files.Operations;
        files.FailAt = 0;
        await using (var third = Create("third", down: () => false))
        {
            await third.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
            await third.StopAsync(TimeSpan.FromSeconds(5)).WaitAsync(Limits.Patience);
            third.Gauges.Waiting.Should().Be(0, "operation {0} failed: {1}", failAt, Line());
        }

        var known = stored.Concat(failures.SelectMany(f => f.Events).Select(e => e.RenderMessage())).ToHashSet();
        var missing = Enumerable.Range(0, Events).Append(50).Append(99).Select(i => $"event {i:00}").Where(m => !known.Contains(m)).ToArray();
        var counted = failures.Where(f => f.Kind != CloudWatchFailureKind.Temporary && f.Events.Count == 0).Sum(f => f.Count);
        missing.Length.Should().BeLessThanOrEqualTo((int)counted, "operation {0} failed: {1}; missing: {2}", failAt, Line(), string.Join(", ", missing));
        return operations;

        string Line() => failAt > 0 && failAt <= files.Log.Count ? files.Log[failAt - 1] : "none";

        BatchedCloudWatchSink Create(string name, Func<bool> down) => SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "s",
            Formatter = new MessageTemplateTextFormatter("{Message:lj}"),
            BufferBaseFilename = folder.GetFile("orders"),
            BufferFiles = files,
            BufferFlush = flush,
            EagerlyEmitFirstEvent = false,
            OnFailure = failures.Enqueue,
            ClientFactory = (_, _) => new AcceptingClient
            {
                OnPut = (request, _) =>
                {
                    if (down()) throw new CloudWatchLogsException($"{name} cannot connect", null, "ConnectionFailed", CloudWatchLogsErrorClass.Unavailable);
                    var body = Encoding.UTF8.GetString(request.Body.ToArray());
                    foreach (var message in Enumerable.Range(0, 100).Select(i => $"event {i:00}").Where(body.Contains)) stored.Enqueue(message);
                    return Task.CompletedTask;
                },
            },
        });
    }

    static void Verify(BatchedCloudWatchSink sink, int failAt) =>
        (sink.Gauges.Emitted + sink.Gauges.Recovered).Should().Be(sink.Gauges.Ledger.Delivered + sink.Gauges.Ledger.Lost + sink.Gauges.Waiting, "operation {0} failed", failAt);
}

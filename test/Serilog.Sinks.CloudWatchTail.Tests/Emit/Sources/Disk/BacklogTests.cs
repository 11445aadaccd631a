using System.Buffers;
using System.Collections.Concurrent;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

public class BacklogTests
{
    const int Events = 40_000;

    static readonly string Filler = new('x', 4_000);

    [Test]
    public async Task ABacklogOfAnySizeIsSentAtConstantMemory()
    {
        using var folder = new TempFolder();
        var puts = new CountingPuts();
        var failures = new ConcurrentQueue<CloudWatchFailure>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "s",
            Formatter = new MessageTemplateTextFormatter("{Message:lj}"),
            BufferBaseFilename = folder.GetFile("orders"),
            OnFailure = failures.Enqueue,
            ClientFactory = (_, _) => puts.Client,
        });
        var logEvent = Some.Event(Filler, at: DateTimeOffset.UtcNow);
        for (var i = 0; i < Events; i++) sink.Emit(logEvent);
        await puts.Began.Task.WaitAsync(Limits.Patience);
        sink.Gauges.StoredBytes.Should().BeGreaterThan(Events * (long)Filler.Length);
        Grown(before).Should().BeLessThan(120L * 1024 * 1024, "of the {0} bytes on the disk only so many are read ahead", sink.Gauges.StoredBytes);

        puts.MayGoOn.SetResult();
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        puts.Most(before).Should().BeLessThan(160L * 1024 * 1024);
        puts.Stored.Should().Be(Events);
        failures.Should().BeEmpty();
        sink.Gauges.Waiting.Should().Be(0);
    }

    static long Grown(long before) => GC.GetTotalMemory(forceFullCollection: true) - before;

    /// <summary>Accepts everything once it may, and watches the memory.</summary>
    sealed class CountingPuts
    {
        int _stored;
        long _most;

        public CountingPuts()
        {
            Client = new AcceptingClient { OnPut = PutAsync };
        }

        public AcceptingClient Client { get; }

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayGoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Stored => _stored;

        public long Most(long before) => Interlocked.Read(ref _most) - before;

        async Task PutAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
        {
            Began.TrySetResult();
            await MayGoOn.Task.WaitAsync(cancellationToken);
            var count = request.Body.ToArray().AsSpan().Count("{\"timestamp\":"u8);
            if (Interlocked.Add(ref _stored, count) % 8 == 0) Interlocked.Exchange(ref _most, Math.Max(_most, GC.GetTotalMemory(forceFullCollection: true)));
        }
    }
}

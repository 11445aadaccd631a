using System.Collections.Concurrent;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Durable;

public class BacklogTests
{
    const int Events = 40_000;

    static readonly string Filler = new('x', 4_000);

    [Test]
    public async Task ABacklogOfAnySizeIsSentAtConstantMemory()
    {
        using var folder = new TempFolder();
        var client = new CountingClient();
        var failures = new ConcurrentQueue<CloudWatchFailure>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "s",
            Formatter = new MessageTemplateTextFormatter("{Message:lj}"),
            BufferBaseFilename = folder.GetFile("orders"),
            OnFailure = failures.Enqueue,
            ClientFactory = (_, _) => client,
        });
        var logEvent = Some.Event(Filler, at: DateTimeOffset.UtcNow);
        for (var i = 0; i < Events; i++) sink.Emit(logEvent);
        await client.Began.Task.WaitAsync(Limits.Patience);
        sink.BytesOnDisk.Should().BeGreaterThan(Events * (long)Filler.Length);
        Grown(before).Should().BeLessThan(120L * 1024 * 1024, "of the {0} bytes on the disk only so many are read ahead", sink.BytesOnDisk);

        client.MayGoOn.SetResult();
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        client.Most(before).Should().BeLessThan(160L * 1024 * 1024);
        client.Stored.Should().Be(Events);
        failures.Should().BeEmpty();
        sink.Waiting.Should().Be(0);
    }

    static long Grown(long before) => GC.GetTotalMemory(forceFullCollection: true) - before;

    /// <summary>A fake of the wire that takes everything once it may, and watches the memory.</summary>
    sealed class CountingClient : ICloudWatchLogsClient
    {
        int _stored;
        long _most;

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayGoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Stored => _stored;

        public string Endpoint => "counting";

        public long Most(long before) => Interlocked.Read(ref _most) - before;

        public async Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
        {
            Began.TrySetResult();
            await MayGoOn.Task.WaitAsync(cancellationToken);
            var count = request.Body.Span.Count("{\"timestamp\":"u8);
            if (Interlocked.Add(ref _stored, count) % 8 == 0) Interlocked.Exchange(ref _most, Math.Max(_most, GC.GetTotalMemory(forceFullCollection: true)));
            return PutLogEventsResponse.AllStored;
        }

        public Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}

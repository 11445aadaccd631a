using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>The sink over real HTTP, when nothing goes wrong or the service has rules of its own.</summary>
public class DeliveryTests
{
    [Test]
    public async Task GroupAndStreamAreMadeWithTheFirstEventAndNothingIsDescribed()
    {
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            o.RetentionInDays = 14;
            o.LogGroupClass = "infrequent_access";
            o.KmsKeyId = "arn:aws:kms:us-east-1:123456789012:key/0000";
            o.Tags["team"] = "orders";
        });
        sink.Emit("first");
        await sink.FlushAsync();

        var group = sink.Aws.LogGroup(EmulatedSink.Group)!;
        group.RetentionInDays.Should().Be(14);
        group.Class.Should().Be("INFREQUENT_ACCESS");
        group.KmsKeyId.Should().EndWith("key/0000");
        group.Tags.Should().Contain("team", "orders");
        sink.Stored.Should().Equal("first");
        sink.Aws.Requests.Select(r => r.Operation).Should().NotContain(o => o.StartsWith("Describe", StringComparison.Ordinal));
    }

    [Test]
    public async Task AStreamThatWaitsForItsCreationHoldsNoOtherBack()
    {
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            o.LogStream = "{Stream}";
            o.EagerlyEmitFirstEvent = false;
            o.BatchSizeLimit = 10;
        });
        sink.Aws.CreateLogGroup(EmulatedSink.Group);
        sink.Aws.CreateLogStream(EmulatedSink.Group, "old");
        var held = sink.Aws.Faults.On("CreateLogStream").UntilCleared().Hold();
        Emit("new");
        await sink.SettleAsync(sink.Aws.WaitForRequestsAsync("CreateLogStream", 1));

        Emit("old");
        sink.Sink.Emit(Some.Event("now", LogEventLevel.Fatal, at: DateTimeOffset.UtcNow, properties: [("Stream", "old")]));
        await sink.Aws.WaitForEventsAsync(EmulatedSink.Group, 101);

        held.Clear();
        await sink.FlushAsync();
        sink.Stored.Should().HaveCount(201);

        void Emit(string stream)
        {
            for (var i = 0; i < 100; i++) sink.Sink.Emit(Some.Event("event", at: DateTimeOffset.UtcNow, properties: [("Stream", stream)]));
        }
    }

    [Test]
    public async Task ARetentionThatMayNotBeSetIsSaidOnceAndHoldsNoEventBack()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.RetentionInDays = 14);
        sink.Aws.Faults.On("PutRetentionPolicy").UntilCleared().Reject("AccessDeniedException", "no");
        sink.Emit("first");
        await sink.FlushAsync();
        sink.Stored.Should().Equal("first");
        sink.Losses.Should().BeEmpty();
        sink.Failures.Should().ContainSingle(f => f.Message.Contains("retention"));
    }

    [Test]
    public async Task WithoutPermissionToCreateNothingIsCreatedAndTheEventsWait()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.CreateLogGroup = false);
        sink.Emit("first");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        await sink.Aws.WaitForRequestsAsync("CreateLogStream", 1);
        await Eventually.HoldsAsync(() => !sink.Failures.IsEmpty);
        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.NotFound);
        sink.Aws.RequestCount("CreateLogGroup").Should().Be(0);

        sink.Aws.Put(EmulatedSink.Group, "other", "somebody makes the group");
        await sink.SettleAsync(flush);
        sink.Stored.Should().Contain("first");
    }

    [Test]
    public async Task AnEventOverALimitThatTheServiceNamesIsShortenedAndSentAgain()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.Formatter = new CloudWatchJsonFormatter(), e => e.EventSizeLimitBytes = 4_096);
        sink.Emit("small");
        sink.Sink.Emit(Some.Event("long {Text}", at: DateTimeOffset.UtcNow, properties: [("Text", new string('x', 50_000))]));
        sink.Emit("small too");
        await sink.FlushAsync();

        sink.Losses.Should().BeEmpty();
        sink.Stored.Should().HaveCount(3);
        var shortened = sink.Stored.Single(m => m.Contains("\"truncated\""));
        System.Text.Encoding.UTF8.GetByteCount(shortened).Should().BeInRange(2_000, 4_096 - 26);
        System.Text.Json.JsonDocument.Parse(shortened).Dispose();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task EventsDaysApartAreDeliveredAllTheSame()
    {
        await using var sink = await EmulatedSink.StartAsync();
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 100; i++) sink.Sink.Emit(Some.Event($"event {i}", at: now.AddHours(-30 * (i % 3))));
        await sink.FlushAsync();

        sink.Sink.Gauges.Ledger.Delivered.Should().Be(100);
        sink.Losses.Should().BeEmpty();
        sink.Sink.Gauges.Ledger.Requests.Should().BeLessThan(20, "events that jump about do not cost a put each");
    }

    [Test]
    public async Task AnEventBefore1970IsReportedAndTakesNoOtherAlong()
    {
        await using var sink = await EmulatedSink.StartAsync();
        sink.Emit("good");
        sink.Sink.Emit(Some.Event("ancient", at: DateTimeOffset.UnixEpoch.AddMilliseconds(-1)));
        await sink.FlushAsync();
        sink.Stored.Should().Equal("good");
        sink.Losses.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.Invalid);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AnEmptyTextIsNeverSentAsAnEmptyMessage()
    {
        await using var sink = await EmulatedSink.StartAsync();
        sink.Emit("", "full", "");
        await sink.FlushAsync();
        sink.Stored.Should().HaveCount(3).And.Contain("full").And.NotContain("");
        sink.Losses.Should().BeEmpty();
    }

    [Test]
    public async Task ABurstOf200000EventsIsDeliveredWholeAtDefaultSettings()
    {
        await using var sink = await EmulatedSink.StartAsync(o => { o.Formatter = null; o.TimeProvider = TimeProvider.System; });
        Burst(sink, threads: 1, each: 200_000);
        await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(200_000);
        sink.Losses.Should().BeEmpty();
    }

    [Test]
    public async Task ABurstIsDeliveredWholeAlsoWith50MillisecondsARequest()
    {
        await using var sink = await EmulatedSink.StartAsync(o => { o.Formatter = null; o.TimeProvider = TimeProvider.System; }, e => e.Latency = TimeSpan.FromMilliseconds(50));
        Burst(sink, threads: 1, each: 200_000);
        await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(200_000);
        sink.Losses.Should().BeEmpty();
    }

    [Test]
    public async Task FourThreadsOf50000EventsCostNoMorePutsThanTheLimitsAllow()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.QueueLimitBytes = 1L << 30);
        Burst(sink, threads: 4, each: 50_000);
        await sink.FlushAsync();

        sink.Sink.Gauges.Ledger.Delivered.Should().Be(200_000);
        sink.Losses.Should().BeEmpty();
        var answered = sink.Aws.Requests.Where(r => r.Operation == "PutLogEvents" && r.StatusCode == 200).ToArray();
        var bytes = sink.Aws.Events(EmulatedSink.Group).Sum(e => (long)e.Message.Length + 26);
        var least = Math.Max(200_000 / 10_000, (int)Math.Ceiling(bytes / 1_048_576.0));
        answered.Length.Should().BeLessThanOrEqualTo(least + 2, "a hand-moved clock stands still within one buffering interval");
    }

    static void Burst(EmulatedSink sink, int threads, int each)
    {
        var events = Enumerable.Range(0, 100).Select(i => Some.Event("Order {OrderId} for {Customer} took {Elapsed} ms", at: DateTimeOffset.UtcNow,
            properties: [("OrderId", i), ("Customer", "ACME Corporation"), ("Elapsed", i / 7.0), ("MachineName", "web-1"), ("Application", "shop")])).ToArray();
        var workers = Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(() =>
        {
            for (var i = 0; i < each; i++) sink.Sink.Emit(events[i % events.Length]);
        }, TaskCreationOptions.LongRunning)).ToArray();
        Task.WaitAll(workers);
    }
}

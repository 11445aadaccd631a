using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>The budget of bytes, over real HTTP: what passes, what is refused, and who hears of it.</summary>
public class BudgetTests
{
    const int MessageBytes = 100;
    const int Billed = MessageBytes + 26;

    [Test]
    public async Task OverTheBudgetEventsAreRefusedUntilTimeHasFilledItButNotThoseOfAnExemptLevel([Values] bool durable)
    {
        using var folder = new TempFolder();
        var fallback = new CollectingSink();
        await using var sink = await StartAsync(folder, durable, fallback, limit: 10 * Billed);
        Emit(sink, 15);
        Emit(sink, 3, LogEventLevel.Warning);
        await FlushAsync(sink);
        sink.Stored.Should().HaveCount(13);
        fallback.Events.Should().HaveCount(5);

        sink.Clock.Advance(TimeSpan.FromSeconds(30));
        Emit(sink, 9);
        await FlushAsync(sink);
        sink.Stored.Should().HaveCount(13 + 5);
        fallback.Events.Should().HaveCount(5 + 4).And.OnlyHaveUniqueItems().And.OnlyContain(e => e.Level == LogEventLevel.Information);
        sink.Sink.Gauges.Ledger.LostBy(CloudWatchFailureReason.OverBudget).Should().Be(9);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task ItIsReportedByNumberAtMostOnceAMinute([Values] bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await StartAsync(folder, durable, null, limit: 20 * Billed);
        Emit(sink, 40);
        await FlushAsync(sink);
        await Eventually.HoldsAsync(() => !sink.Failures.IsEmpty);
        Emit(sink, 10);
        await FlushAsync(sink);
        sink.Clock.Advance(TimeSpan.FromSeconds(59));
        Emit(sink, 25);
        await FlushAsync(sink);
        sink.Failures.Should().ContainSingle("a minute lies between two reports");

        sink.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => sink.Failures.Count == 2);
        sink.Failures.Sum(f => f.Count).Should().Be(20 + 10 + 6);
        sink.Failures.Should().OnlyContain(f => f.Reason == CloudWatchFailureReason.OverBudget && f.Kind == CloudWatchFailureKind.Permanent && f.Events.Count == 0 && f.LogGroup == EmulatedSink.Group);
        sink.Failures.Should().OnlyContain(f => f.Message.Contains("event(s) for /shop/orders were refused: the budget (bytesPerMinuteLimit 2520) is used up") && f.Message.Contains($" by \"{new string('m', MessageBytes)}\"."));
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task TheEndReportsWhatTheMinuteHeldBack()
    {
        await using var sink = await StartAsync(null, durable: false, null, limit: 1_024);
        Emit(sink, 20);
        await FlushAsync(sink);
        await sink.SettleUntilAsync(() => !sink.Failures.IsEmpty);
        var told = sink.Failures.Sum(f => f.Count);
        Emit(sink, 20);
        await FlushAsync(sink);
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());

        sink.Failures.Sum(f => f.Count).Should().BeGreaterThan(told).And.Be(sink.Sink.Gauges.Ledger.Lost);
    }

    [Test]
    public async Task SerilogsListenerGetsTheEventsAndTheCallbackTheirNumber([Values] bool durable)
    {
        using var folder = new TempFolder();
        var listener = new RecordingListener();
        await using var sink = await StartAsync(folder, durable, null, limit: 10 * Billed);
        sink.Sink.SetFailureListener(listener);
        Emit(sink, 3_000);
        await FlushAsync(sink);
        await sink.SettleUntilAsync(() => sink.Failures.Sum(f => f.Count) == 2_990);

        listener.Events.Should().HaveCount(2_990).And.OnlyHaveUniqueItems();
        listener.All.Should().OnlyContain(h => h.Kind == LoggingFailureKind.Permanent && h.Message.Contains("bytesPerMinuteLimit"));
    }

    [Test]
    public async Task ALongBurstOverTheBudgetReachesTheFallbackWhole()
    {
        var fallback = new CollectingSink();
        await using var sink = await StartAsync(null, durable: false, fallback, limit: 10 * Billed);
        Emit(sink, 30_000);
        await FlushAsync(sink);

        fallback.Events.Should().HaveCount(29_990).And.OnlyHaveUniqueItems();
        sink.Stored.Should().HaveCount(10);
    }

    [Test]
    public async Task TheBytesByLevelAreThoseThatTheServiceHoldsAndSoAreThoseByTemplate([Values] bool durable)
    {
        using var folder = new TempFolder();
        var group = $"/costs/{Guid.NewGuid():N}";
        using var meter = new MeterReader("cloudwatchtail.sink.", group);
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using var sink = EmulatedSink.On(aws, o =>
        {
            (o.LogGroup, o.MeasureTemplates, o.Formatter) = (group, true, new Formatting.CloudWatchJsonFormatter());
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        aws.Faults.On("PutLogEvents").Times(2).Throttle();
        var levels = Enum.GetValues<LogEventLevel>();
        for (var i = 0; i < 600; i++) sink.Sink.Emit(Some.Event($"Grüße {i % 30} {{I}}", levels[i * 7 % levels.Length], DateTimeOffset.UtcNow, properties: [("I", new string('é', i))]));
        await sink.FlushAsync();

        var stored = aws.Events(group).Select(e => (Bytes: System.Text.Encoding.UTF8.GetByteCount(e.Message) + 26L, Event: Read(e.Message))).ToArray();
        stored.Should().HaveCount(600);
        var status = CloudWatchSinks.Status.Single(s => s.LogGroup == group);
        status.BytesByLevel.Should().BeEquivalentTo(stored.GroupBy(s => s.Event.Level).ToDictionary(g => g.Key, g => g.Sum(s => s.Bytes)));
        var templates = stored.GroupBy(s => s.Event.MessageTemplate.Text).Select(g => (Template: g.Key, Events: g.LongCount(), Bytes: g.Sum(s => s.Bytes))).OrderByDescending(t => t.Bytes).ThenBy(t => t.Template, StringComparer.Ordinal);
        status.CostliestTemplates.Select(t => (t.Template, t.Events, t.Bytes)).Should().Equal(templates.Take(20));
        meter.Read();
        meter["event.bytes"].Should().Be(stored.Sum(s => s.Bytes));
    }

    [Test]
    public async Task WithoutMeasureTemplatesTheStatusNamesNone()
    {
        var group = $"/costs/{Guid.NewGuid():N}";
        await using var sink = await EmulatedSink.StartAsync(o => o.LogGroup = group);
        sink.Emit("m");
        await FlushAsync(sink);
        CloudWatchSinks.Status.Single(s => s.LogGroup == group).CostliestTemplates.Should().BeEmpty();
    }

    [Test]
    public async Task WhatAnEarlierProcessLeftOnTheDiskIsSentWhateverItHolds()
    {
        using var folder = new TempFolder();
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await aws.StopListeningAsync();
        await using (var first = EmulatedSink.On(aws, o => o.BufferBaseFilename = folder.GetFile("orders")))
        {
            Emit(first, 50);
            await first.Sink.StopAsync(TimeSpan.Zero);
        }

        await aws.ResumeListeningAsync();
        await using var second = EmulatedSink.On(aws, o => (o.BufferBaseFilename, o.BytesPerMinuteLimit) = (folder.GetFile("orders"), 10 * Billed));
        await second.SettleUntilAsync(() => second.Sink.Gauges.Ledger.Delivered == 50);
        second.Losses.Should().BeEmpty();
    }

    /// <summary>Without moving the clock, which would fill the budget.</summary>
    static Task FlushAsync(EmulatedSink sink) => sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);

    static LogEvent Read(string message) => Formatting.LogEventReader.TryRead(message, out var logEvent) ? logEvent : throw new InvalidOperationException(message);

    static Task<EmulatedSink> StartAsync(TempFolder? folder, bool durable, CollectingSink? fallback, long limit) => EmulatedSink.StartAsync(o =>
    {
        (o.BytesPerMinuteLimit, o.EagerlyEmitFirstEvent) = (limit, false);
        if (durable) o.BufferBaseFilename = folder!.GetFile("orders");
        if (fallback is not null) o.Fallback = wt => wt.Sink(fallback);
    });

    static void Emit(EmulatedSink sink, int count, LogEventLevel level = LogEventLevel.Information)
    {
        for (var i = 0; i < count; i++) sink.Sink.Emit(Some.Event(new string('m', MessageBytes), level, DateTimeOffset.UtcNow));
    }
}

using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>Details of the traces that fail, and of no others, over real HTTP.</summary>
public class DetailTests
{
    static readonly ActivityTraceId Good = ActivityTraceId.CreateRandom(), Bad = ActivityTraceId.CreateRandom();

    [Test]
    public async Task TheDetailsOfATraceThatFailsAreSentWithTheirOwnTimesAndLaterOnesFollow([Values] bool durable, [Values] bool json)
    {
        using var folder = new TempFolder();
        await using var sink = await StartAsync(folder, durable, json ? o => o.Formatter = null : null);
        var began = sink.Clock.GetUtcNow();
        Emit(sink, Good, "good 1", LogEventLevel.Debug);
        Emit(sink, Bad, "bad 1", LogEventLevel.Debug);
        sink.Clock.Advance(TimeSpan.FromSeconds(1));
        Emit(sink, Good, "good 2", LogEventLevel.Information);
        Emit(sink, Bad, "bad 2", LogEventLevel.Verbose);
        Emit(sink, Bad, "bad 3", LogEventLevel.Debug);
        Emit(sink, Bad, "bad 4", LogEventLevel.Error);
        Emit(sink, Bad, "bad 5", LogEventLevel.Debug);
        Emit(sink, Good, "good 3", LogEventLevel.Debug);
        await sink.FlushAsync();

        var stored = sink.Aws.Events(EmulatedSink.Group).Select(e => (Text: json ? LogEventReader.TryRead(e.Message, out var read) ? read.RenderMessage() : "" : e.Message, e.Timestamp)).ToArray();
        stored.Select(e => e.Text).Should().Equal("bad 1", "good 2", "bad 3", "bad 4", "bad 5");
        stored[0].Timestamp.Should().BeBefore(stored[1].Timestamp).And.BeCloseTo(began, TimeSpan.FromMilliseconds(1));
        var details = sink.Sink.Gauges.Counts().Details;
        (details.Kept, details.Sent, details.Discarded, details.Held).Should().Be((5, 3, 0, 2));
        sink.Sink.Gauges.Emitted.Should().Be(5);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task NeitherAFlushNorDisposalSendsThemAndInDurableModeTheyAreNotOnTheDisk([Values] bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await StartAsync(folder, durable);
        Emit(sink, Bad, "secret detail", LogEventLevel.Debug);
        Emit(sink, Bad, "plain", LogEventLevel.Information);
        string.Concat(Directory.GetFiles(folder.FullName, "*.buf").Select(System.IO.File.ReadAllText)).Should().NotContain("secret detail");
        await sink.FlushAsync();
        sink.Sink.Gauges.Counts().Details.Held.Should().Be(1);
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
        Emit(sink, Bad, "too late", LogEventLevel.Debug);

        sink.Stored.Should().Equal("plain");
        var details = sink.Sink.Gauges.Counts().Details;
        (details.Kept, details.Sent, details.Discarded, details.Held).Should().Be((1, 0, 1, 0));
        sink.Losses.Should().BeEmpty("a detail that is thrown away is no loss");
    }

    [Test]
    public async Task InDurableModeTheyAreOnTheDiskAsSoonAsTheyAreSent()
    {
        using var folder = new TempFolder();
        await using var sink = await StartAsync(folder, durable: true);
        await sink.Aws.StopListeningAsync();
        Emit(sink, Bad, "detail", LogEventLevel.Debug);
        Emit(sink, Bad, "error", LogEventLevel.Error);
        sink.Sink.Gauges.Stored.Should().Be(2);
        await sink.Sink.StopAsync(TimeSpan.Zero);

        await sink.Aws.ResumeListeningAsync();
        await using var next = EmulatedSink.On(sink.Aws, o => o.BufferBaseFilename = folder.GetFile("orders"));
        await next.SettleUntilAsync(() => next.Sink.Gauges.Ledger.Delivered == 2);
        next.Stored.Should().Equal("detail", "error");
    }

    [Test]
    public async Task ASilentTraceIsForgottenByTheLoopItselfAndATalkingOneIsNot()
    {
        await using var sink = await StartAsync();
        Emit(sink, Good, "silent", LogEventLevel.Debug);
        Emit(sink, Bad, "talking", LogEventLevel.Debug);
        for (var i = 0; i < 7; i++)
        {
            await AdvanceAsync(sink, TimeSpan.FromSeconds(10));
            Emit(sink, Bad, $"word {i}", LogEventLevel.Information);
        }

        await sink.SettleUntilAsync(() => sink.Sink.Gauges.Counts().Details.Discarded == 1, TimeSpan.FromMilliseconds(1));
        Emit(sink, Good, "error of the silent", LogEventLevel.Error);
        Emit(sink, Bad, "error", LogEventLevel.Error);
        await sink.FlushAsync();
        sink.Stored.Should().Contain("talking").And.NotContain("silent");
    }

    [Test]
    public async Task WithoutATraceIdAPropertyTellsTheTraceAndWithoutEitherAnEventIsPassedOver()
    {
        await using var sink = await StartAsync(configure: o => o.DetailKey = "RequestId");
        var id = Guid.NewGuid();
        foreach (var request in new object?[] { "a", 17, id, null, 1.5, "" }) sink.Sink.Emit(Some.Event("detail of {RequestId}", LogEventLevel.Debug, DateTimeOffset.UtcNow, properties: [("RequestId", request)]));
        sink.Sink.Emit(Some.Event("detail without", LogEventLevel.Debug, DateTimeOffset.UtcNow));
        sink.Sink.Emit(Some.Event("error without", LogEventLevel.Error, DateTimeOffset.UtcNow));
        sink.Sink.Gauges.Counts().Details.Kept.Should().Be(3);
        foreach (var request in new object[] { 17, id }) sink.Sink.Emit(Some.Event("error of {RequestId}", LogEventLevel.Error, DateTimeOffset.UtcNow, properties: [("RequestId", request)]));
        await sink.FlushAsync();

        sink.Stored.Should().BeEquivalentTo("error without", "detail of 17", "error of 17", $"detail of \"{id}\"", $"error of \"{id}\"");
    }

    [Test]
    public async Task ALevelSwitchMovesTheLimitBetweenDetailsAndTheRest()
    {
        var levels = new LoggingLevelSwitch(LogEventLevel.Warning);
        await using var sink = await StartAsync(configure: o => (o.LevelSwitch, o.DetailOnLevel) = (levels, LogEventLevel.Fatal));
        Emit(sink, Bad, "information as a detail", LogEventLevel.Information);
        levels.MinimumLevel = LogEventLevel.Information;
        Emit(sink, Bad, "information", LogEventLevel.Information);
        Emit(sink, Bad, "error that lets nothing out", LogEventLevel.Error);
        await sink.FlushAsync();
        sink.Stored.Should().BeEquivalentTo("information", "error that lets nothing out");

        Emit(sink, Bad, "fatal", LogEventLevel.Fatal);
        await sink.FlushAsync();
        sink.Stored.Should().HaveCount(4).And.Contain("information as a detail");
    }

    [Test]
    public async Task ADetailGoesToTheStreamOfTheThreadThatLoggedIt([Values] bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await StartAsync(folder, durable, o => o.LogStream = "{ThreadName}");
        foreach (var (thread, text, level) in new[] { ("first", "detail", LogEventLevel.Debug), ("second", "error", LogEventLevel.Error) })
        {
            var logging = new Thread(() => Emit(sink, Bad, text, level)) { Name = thread };
            logging.Start();
            logging.Join(Limits.Patience).Should().BeTrue();
        }

        await sink.FlushAsync();
        sink.Aws.Events(EmulatedSink.Group).Select(e => (e.LogStreamName, e.Message)).Should().BeEquivalentTo([("first", "detail"), ("second", "error")]);
    }

    [Test]
    public async Task DetailsForWhichTheQueueHasNoRoomAreReportedAsOtherEventsAre()
    {
        await using var sink = await StartAsync(configure: o => o.QueueLimit = 10);
        using (sink.Aws.Faults.On("PutLogEvents").UntilCleared().Hold())
        {
            for (var i = 0; i < 50; i++) Emit(sink, Bad, $"detail {i}", LogEventLevel.Debug);
            Emit(sink, Bad, "error", LogEventLevel.Error);
        }

        await sink.FlushAsync();
        sink.Sink.Gauges.Counts().Details.Sent.Should().Be(50);
        sink.Sink.Gauges.Emitted.Should().Be(51);
        sink.Losses.Sum(f => f.Count).Should().Be(41).And.Be(sink.Sink.Gauges.Ledger.LostBy(CloudWatchFailureReason.QueueFull));
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task WhatTheSinksOwnCallsLogIsNotHeld()
    {
        EmulatedSink sink = null!;
        await using (sink = await StartAsync(configure: o => o.OnFailure = _ => Emit(sink, Bad, "of the callback", LogEventLevel.Debug)))
        {
            sink.Sink.Emit(Some.Event("ancient", at: DateTimeOffset.UnixEpoch.AddMilliseconds(-1)));
            await sink.FlushAsync();
            (sink.Sink.Gauges.Counts().Details.Kept, sink.Sink.Gauges.Ledger.Suppressed).Should().Be((0, 1));
        }
    }

    [Test]
    public async Task WhateverIsLoggedExactlyTheRightEventsAreStoredInOrderAndBothLawsHoldAtEachInstant([Range(1, 8)] int seed, [Values] bool durable)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        var (limit, time) = (random.Next(64 * 1024, 96 * 1024), TimeSpan.FromSeconds(random.Next(1, 30)));
        var group = $"/details/{Guid.NewGuid():N}";
        await using var sink = await StartAsync(folder, durable, o => (o.LogGroup, o.DetailLimitBytes, o.DetailTime, o.Formatter) = (group, limit, time, seed % 2 == 0 ? null : new MessageTemplateTextFormatter("{Message:lj}{Id}|{Rest}")));
        var model = new DetailModel(limit, time.Ticks);
        var expected = new List<string>();
        var traces = Enumerable.Range(0, 40).Select(_ => ActivityTraceId.CreateRandom()).ToArray();
        for (var i = 0; i < 1_500; i++)
        {
            if (random.Next(4) == 0) await AdvanceAsync(sink, TimeSpan.FromMilliseconds(random.Next(0, 1_500)));
            var trace = traces[random.Next(traces.Length)];
            var level = random.Next(40) == 0 ? LogEventLevel.Error : random.Next(5) == 0 ? LogEventLevel.Information : LogEventLevel.Debug;
            var logEvent = new LogEvent(sink.Clock.GetUtcNow(), level, null, Template, [new LogEventProperty("Id", new ScalarValue(i)), new LogEventProperty("Rest", new ScalarValue(new string('r', random.Next(300))))], trace, default);
            var now = sink.Clock.GetTimestamp();
            switch (level)
            {
                case LogEventLevel.Error: model.Open(trace.ToHexString(), now); break;
                case LogEventLevel.Information: model.Touch(trace.ToHexString(), now); break;
                default: model.Take(logEvent, trace.ToHexString(), now); break;
            }

            if (level > LogEventLevel.Debug) expected.Add($"event {i}");
            sink.Sink.Emit(logEvent);
            var status = CloudWatchSinks.Status.Single(s => s.LogGroup == group);
            (status.DetailsKept, status.DetailsSent).Should().Be((model.Kept, model.Sent.Count));
            (status.Emitted + status.Recovered).Should().Be(status.Delivered + status.Lost + status.Waiting);
        }

        await sink.FlushAsync();
        var stored = sink.Aws.Events(group).Select(e => (e.Timestamp, Text: seed % 2 == 0 && LogEventReader.TryRead(e.Message, out var read) ? read.MessageTemplate.Text + read.Properties["Id"] : e.Message.Split('|')[0])).ToArray();
        stored.Select(e => e.Text).Should().BeEquivalentTo(expected.Concat(model.Sent)).And.OnlyHaveUniqueItems();
        stored.Select(e => e.Timestamp).Should().BeInAscendingOrder();
        foreach (var put in sink.Aws.Requests.Where(r => r.Operation == "PutLogEvents"))
            System.Text.Json.JsonDocument.Parse(put.BodyText).RootElement.GetProperty("logEvents").EnumerateArray().Select(e => e.GetProperty("timestamp").GetInt64()).Should().BeInAscendingOrder();
        sink.Losses.Should().BeEmpty();
    }

    static readonly MessageTemplate Template = Some.Template("event ");

    [Test]
    public async Task ThreadsThatShareTracesGetEachDetailOfAFailureSentOnceAndTheLawHoldsWheneverItIsRead([Values] bool durable)
    {
        using var folder = new TempFolder();
        var group = $"/details/{Guid.NewGuid():N}";
        await using var sink = await StartAsync(folder, durable, o => (o.LogGroup, o.DetailLimitBytes) = (group, 1 << 20));
        using var done = new CancellationTokenSource();
        var looking = Task.Factory.StartNew(() => Look(group, done.Token), TaskCreationOptions.LongRunning);
        var traces = Enumerable.Range(0, 50).Select(_ => ActivityTraceId.CreateRandom()).ToArray();
        var mustBeStored = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(thread);
                var failed = new List<string>();
                for (var i = 0; i < 2_000; i++)
                {
                    var trace = traces[random.Next(traces.Length)];
                    Emit(sink, trace, $"detail {thread} {i}", LogEventLevel.Debug);
                    if (random.Next(20) > 0) continue;
                    Emit(sink, trace, $"error {thread} {i}", LogEventLevel.Error);

                    // Its own detail of just now is held, or was sent: no other thread fills the limit within two calls.
                    failed.AddRange([$"detail {thread} {i}", $"error {thread} {i}"]);
                }

                return failed;
            },
            TaskCreationOptions.LongRunning))).WaitAsync(Limits.Patience);
        await sink.FlushAsync();
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
        done.Cancel();
        var (looks, wrong) = await looking.WaitAsync(Limits.Patience);

        wrong.Should().BeEmpty();
        looks.Should().BePositive();
        var stored = sink.Aws.Events(group).Select(e => e.Message).ToArray();
        stored.Should().OnlyHaveUniqueItems().And.Contain(mustBeStored.SelectMany(f => f));
        var details = sink.Sink.Gauges.Counts().Details;
        (details.Kept, details.Held).Should().Be((8_000, 0));
        details.Kept.Should().Be(details.Sent + details.Discarded);
        stored.Count(m => m.StartsWith("detail", StringComparison.Ordinal)).Should().Be((int)details.Sent);
    }

    static (int Looks, List<string> Wrong) Look(string group, CancellationToken done)
    {
        var (looks, wrong) = (0, new List<string>());
        using var meter = new MeterReader("cloudwatchtail.sink.", group);
        do
        {
            meter.Read();
            looks++;
            if (meter["details.kept"] != meter["details.sent"] + meter["details.discarded"] + meter["details.held"])
                wrong.Add($"{meter["details.kept"]} = {meter["details.sent"]} + {meter["details.discarded"]} + {meter["details.held"]}");
        }
        while (!done.IsCancellationRequested);
        return (looks, wrong);
    }

    [Test]
    public async Task TheCountsOfADisposedSinkStayOnTheMeter()
    {
        var group = $"/details/{Guid.NewGuid():N}";
        await using var sink = await StartAsync(configure: o => o.LogGroup = group);
        Emit(sink, Good, "detail", LogEventLevel.Debug);
        Emit(sink, Bad, "detail", LogEventLevel.Debug);
        Emit(sink, Bad, "error", LogEventLevel.Error);
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
        using var meter = new MeterReader("cloudwatchtail.sink.", group);
        meter.Read();
        (meter["details.kept"], meter["details.sent"], meter["details.discarded"], meter["details.held"]).Should().Be((2, 1, 1, 0));
    }

    static Task<EmulatedSink> StartAsync(TempFolder? folder = null, bool durable = false, Action<CloudWatchSinkOptions>? configure = null) => EmulatedSink.StartAsync(o =>
    {
        (o.RestrictedToMinimumLevel, o.DetailLevel, o.EagerlyEmitFirstEvent) = (LogEventLevel.Information, LogEventLevel.Debug, false);
        if (durable) o.BufferBaseFilename = folder!.GetFile("orders");
        configure?.Invoke(o);
    });

    /// <summary>Moves the clock once no call is under way, whose own time limit would run out.</summary>
    static async Task AdvanceAsync(EmulatedSink sink, TimeSpan time)
    {
        await Eventually.HoldsAsync(() => sink.Sink.Gauges.CallsUnderWay == 0);
        sink.Clock.Advance(time);
    }

    static void Emit(EmulatedSink sink, ActivityTraceId trace, string text, LogEventLevel level) =>
        sink.Sink.Emit(new LogEvent(sink.Clock.GetUtcNow(), level, null, Some.Template(text), [], trace, default));
}

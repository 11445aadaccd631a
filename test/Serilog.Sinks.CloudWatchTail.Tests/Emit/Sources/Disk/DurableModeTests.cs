using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>What durable mode promises, over real HTTP.</summary>
sealed class DurableModeTests : DurableTest
{
    [Test]
    public async Task AnEventIsOnTheDiskWhenItsEmitReturnsAndGoneFromThereWhenItIsDelivered()
    {
        var held = Aws.Faults.OnAny().UntilCleared().Hold();
        var sink = Open();
        sink.Emit("the first");
        OnDisk().Should().Contain("the first").And.Contain(EmulatedSink.Stream);
        sink.Sink.Gauges.Stored.Should().Be(1);

        held.Clear();
        await sink.FlushAsync();
        Stored.Should().Equal("the first");
        sink.Sink.Gauges.Waiting.Should().Be(0);
        sink.ShouldBeAccountedFor();

        await sink.Sink.DisposeAsync();
        Names().Should().Equal("orders.lock");
    }

    [Test]
    public async Task WhatCouldNotBeSentIsSentByTheNextProcessInOrderToTheStreamsItWasMeantFor()
    {
        await Aws.StopListeningAsync();
        var first = Open(o => o.LogStream = "{T}");
        for (var i = 0; i < 300; i++) first.Sink.Emit(Some.Event($"event {i}", at: DateTimeOffset.UtcNow, properties: [("T", $"s{i % 3}")]));
        await first.SettleAsync(first.Sink.StopAsync(TimeSpan.FromSeconds(5)));
        first.Losses.Should().BeEmpty("what stays on the disk is not lost");
        first.Sink.Gauges.Waiting.Should().Be(300);
        first.ShouldBeAccountedFor();

        await Aws.ResumeListeningAsync();
        var second = Open(o => o.LogStream = "another");
        await second.FlushAsync();

        second.Sink.Gauges.Recovered.Should().Be(300);
        second.ShouldBeAccountedFor();
        for (var s = 0; s < 3; s++)
            Aws.Events(EmulatedSink.Group, $"s{s}").Select(e => e.Message).Should().Equal(Enumerable.Range(0, 100).Select(i => $"event {(3 * i) + s}"));
        Aws.LogGroup(EmulatedSink.Group)!.Streams.Select(s => s.Name).Should().NotContain("another");
    }

    [Test]
    public async Task AnOutageLongerThanTheRetryLimitLosesNothing()
    {
        var fault = Aws.Faults.OnAny().UntilCleared().Status(503);
        var sink = Open(o => o.RetryTimeLimit = TimeSpan.FromSeconds(30));
        sink.EmitNumbered(0, 50);
        await sink.SettleAsync(Aws.WaitForRequestsAsync("PutLogEvents", 6), TimeSpan.FromSeconds(10));
        sink.Losses.Should().BeEmpty();
        sink.Sink.Gauges.Waiting.Should().Be(50);

        fault.Clear();
        await sink.FlushAsync();
        Stored.Should().HaveCount(50);
    }

    [Test]
    public async Task AFlushWaitsForAllThatIsOnTheDiskAndDropsNothingWhenItIsCancelled()
    {
        await Aws.StopListeningAsync();
        var sink = Open();
        sink.EmitNumbered(0, 20);
        using var cancelled = new CancellationTokenSource();
        var flush = sink.Sink.FlushAsync(cancelled.Token);
        await sink.SettleUntilAsync(() => !sink.Failures.IsEmpty);
        flush.IsCompleted.Should().BeFalse();
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => flush).Should().ThrowAsync<OperationCanceledException>();
        sink.Sink.Gauges.Waiting.Should().Be(20);

        await Aws.ResumeListeningAsync();
        await sink.FlushAsync();
        Stored.Should().HaveCount(20);
    }

    [Test]
    public async Task WhatTheServiceRejectsIsReportedWithItsEventAndKeptAsADeadLetter()
    {
        Aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event");
        var sink = Open();
        sink.EmitNumbered(0, 10);
        sink.Emit("poison");
        sink.Sink.Emit(Some.Event("too old", at: DateTimeOffset.UtcNow.AddDays(-20)));
        sink.Sink.Emit(Some.Event("before 1970", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
        await sink.FlushAsync();

        Stored.Should().HaveCount(10);
        sink.Losses.Select(f => (f.Reason, f.Events.Single().RenderMessage())).Should().BeEquivalentTo(
            [(CloudWatchFailureReason.Invalid, "poison"), (CloudWatchFailureReason.TooOld, "too old"), (CloudWatchFailureReason.Invalid, "before 1970")]);
        var letters = System.IO.File.ReadAllLines(Paths.DeadLetters);
        letters.Should().HaveCount(3).And.OnlyContain(l => l.Contains(EmulatedSink.Stream));
        letters.Should().ContainSingle(l => l.StartsWith("{\"reason\":\"TooOld\",\"stream\":\"web-1\",\"time\":\"") && l.EndsWith("Z\",\"message\":\"too old\"}"));
        sink.Sink.Gauges.Waiting.Should().Be(0);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task OverTheLimitTheOldestEventsGoAndTheirExactNumberIsReported()
    {
        await Aws.StopListeningAsync();
        var sink = Open(o => o.BufferSizeLimitBytes = BufferRig.SmallestLimit);
        var filler = new string('x', 50_000);
        for (var i = 0; i < 300; i++) sink.Emit($"{i} {filler}");
        new DirectoryInfo(Folder.FullName).EnumerateFiles("*.buf").Sum(f => f.Length).Should().BeLessThanOrEqualTo(BufferRig.SmallestLimit);

        await Aws.ResumeListeningAsync();
        await sink.FlushAsync();
        var lost = sink.Losses.ToArray();
        lost.Should().NotBeEmpty().And.OnlyContain(f => f.Reason == CloudWatchFailureReason.BufferFull && f.Kind == CloudWatchFailureKind.Permanent);
        var missing = (int)lost.Sum(f => f.Count);
        Stored.Select(m => int.Parse(m.Split(' ')[0])).Should().BeEquivalentTo(Enumerable.Range(missing, 300 - missing));
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task WhileTheDiskIsFullEventsWaitInMemoryAndAreSentAllTheSame()
    {
        var files = new FaultyFiles();
        var sink = Open(o => o.BufferFiles = files);
        sink.Emit("on the disk");
        files.BytesLeft = 10;
        sink.EmitNumbered(0, 20);
        OnDisk().Should().Contain("on the disk").And.NotContain("event 19");
        await sink.FlushAsync();
        Stored.Should().HaveCount(21);
        Unavailable(sink).Should().HaveCountGreaterThanOrEqualTo(1);

        files.BytesLeft = long.MaxValue;
        await sink.SettleUntilAsync(() => Unavailable(sink).Any(f => f.Message.Contains("can be written again")), TimeSpan.FromSeconds(1));
        Aws.Faults.OnAny().UntilCleared().Hold();
        sink.Emit("on the disk again");
        OnDisk().Should().Contain("on the disk again");
        Unavailable(sink).Count(f => f.Message.Contains("cannot be written; until")).Should().Be(1, "it is said once");
        sink.Losses.Should().BeEmpty();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AFolderThatIsDeletedIsMadeAgain()
    {
        Aws.Faults.OnAny().Times(1).Status(503);
        var sink = Open(o => o.BufferBaseFilename = Folder.GetFile("logs/deep/orders"));
        sink.Emit("first");
        await sink.FlushAsync();
        Directory.Delete(Folder.GetFile("logs"), recursive: true);
        await sink.SettleUntilAsync(() => Directory.Exists(Folder.GetFile("logs/deep")), TimeSpan.FromSeconds(1));
        sink.Emit("second");
        await sink.FlushAsync();
        Stored.Should().Equal("first", "second");
    }

    [Test]
    public async Task WhereThereCanBeNoFilesTheSinkWorksInMemoryAndSaysSo()
    {
        System.IO.File.WriteAllText(Folder.GetFile("file"), "");
        var sink = Open(o => o.BufferBaseFilename = Folder.GetFile("file/orders"));
        sink.EmitNumbered(0, 5);
        await sink.FlushAsync();
        Stored.Should().HaveCount(5);
        Unavailable(sink).Should().HaveCount(1);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task EventsAfterTheEndAreReported()
    {
        var sink = Open();
        sink.Emit("before");
        await sink.FlushAsync();
        await sink.Sink.DisposeAsync();
        sink.Emit("after");
        Stored.Should().Equal("before");

        // Reported on a thread of its own.
        await Eventually.HoldsAsync(() => sink.Losses.Any());
        sink.Losses.Single().Reason.Should().Be(CloudWatchFailureReason.Closed);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AnEventThatMustNotWaitIsSentAtOnce()
    {
        var sink = Open(o => o.BufferingTimeLimit = TimeSpan.FromHours(1));
        sink.Emit("before");
        sink.Sink.Emit(Some.Event("fatal", LogEventLevel.Fatal, DateTimeOffset.UtcNow));
        await Aws.WaitForEventsAsync(EmulatedSink.Group, 2);
    }

    [Test]
    public async Task WhereEventsSurviveTheMachineEachIsFlushedBeforeItsEmitReturns()
    {
        var files = new FaultyFiles();
        var sink = Open(o => (o.BufferFlush, o.BufferFiles) = (CloudWatchBufferFlush.Disk, files));
        sink.Emit("a");
        files.Flushes.Should().BeGreaterThanOrEqualTo(1);
        await sink.FlushAsync();
        Stored.Should().Equal("a");
    }

    [Test]
    public async Task NamesOverTheLimitGoToTheOverflowStreamAndStayThereAfterARestart()
    {
        await Aws.StopListeningAsync();
        var first = Open(o => (o.LogStream, o.StreamLimit) = ("{T}", 2));
        for (var i = 0; i < 5; i++) first.Sink.Emit(Some.Event($"{i}", at: DateTimeOffset.UtcNow, properties: [("T", $"s{i}")]));
        await CloseAsync(first);
        first.Failures.Should().ContainSingle(f => f.Reason == CloudWatchFailureReason.StreamLimit);

        await Aws.ResumeListeningAsync();
        await Open(o => (o.LogStream, o.StreamLimit) = ("{T}", 2)).FlushAsync();
        Aws.Events(EmulatedSink.Group, "overflow").Select(e => e.Message).Should().Equal("2", "3", "4");
    }

    [Test]
    public async Task AMessageOverTheLimitOfTheProcessThatSendsItIsShortened()
    {
        await Aws.StopListeningAsync();
        var first = Open();
        first.Emit(new string('x', 50_000));
        await CloseAsync(first);
        await Aws.ResumeListeningAsync();
        await Open(o => o.EventSizeLimitBytes = 2_000).FlushAsync();
        Stored.Single().Length.Should().BeLessThanOrEqualTo(2_000);
    }

    [Test]
    public async Task AValueThatLogsWhileItIsWrittenDoesNotRecur()
    {
        var sink = Open();
        var value = new LoggingValue(sink);
        sink.Sink.Emit(Some.Event("{V}", at: DateTimeOffset.UtcNow, properties: [("V", value)]));
        await sink.FlushAsync();
        Stored.Should().HaveCount(1);
        sink.Sink.Gauges.Ledger.Suppressed.Should().Be(1);
    }

    [Test]
    public async Task TheMeterShowsWhatIsOnTheDisk()
    {
        var group = $"/meter/{Guid.NewGuid():N}";
        using var meter = new MeterReader("cloudwatchtail.sink.", group);
        await Aws.StopListeningAsync();
        var first = Open(o => o.LogGroup = group);
        first.EmitNumbered(0, 7);
        meter.Read();
        meter["buffer.length"].Should().Be(7);
        meter["queue.length"].Should().Be(7);
        meter["buffer.size"].Should().BeGreaterThan(100);
        first.Clock.Advance(TimeSpan.FromMinutes(10));
        first.Sink.Gauges.OldestStored.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(9));
        await CloseAsync(first);

        await Aws.ResumeListeningAsync();
        var second = Open(o => o.LogGroup = group);
        await second.FlushAsync();
        meter.Read();
        meter["emitted"].Should().Be(7);
        meter["recovered"].Should().Be(0, "they are this process's own, emitted a moment ago");
        meter["delivered"].Should().Be(7);
        meter["buffer.length"].Should().Be(0);
    }

    [Test]
    public async Task EventsThatGoFromTheDiskWhileTheirAnswerIsBeingReportedAreCountedOnce()
    {
        EmulatedSink sink = null!;
        var overflown = false;
        sink = Open(o =>
        {
            o.BufferSizeLimitBytes = BufferRig.SmallestLimit;
            o.OnFailure = failure =>
            {
                sink.Failures.Enqueue(failure);
                if (failure.Reason != CloudWatchFailureReason.TooOld || overflown) return;
                overflown = true;
                var filler = new string('x', 50_000);
                using (ExecutionContext.SuppressFlow()) Task.Run(() => sink.Emit([.. Enumerable.Repeat(filler, 100)])).Wait();
            };
        });
        sink.Sink.Emit(Some.Event("too old", at: DateTimeOffset.UtcNow.AddDays(-14).AddHours(-1)));
        for (var i = 0; i < 9; i++) sink.Sink.Emit(Some.Event($"event {i}", at: DateTimeOffset.UtcNow.AddDays(-14).AddHours(1)));
        await sink.FlushAsync();
        overflown.Should().BeTrue();

        // What made room for itself was emitted after the first flush.
        await sink.FlushAsync();
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(Stored.Count());
        sink.Losses.Should().Contain(f => f.Reason == CloudWatchFailureReason.BufferFull);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task ADiskThatFailsAtTheEndDoesNotMakeDisposalThrow()
    {
        await Aws.StopListeningAsync();
        var files = new FaultyFiles();
        var sink = Open(o => (o.BufferFlush, o.BufferFiles) = (CloudWatchBufferFlush.Disk, files));
        sink.Emit("a");
        files.FlushFails = true;
        await sink.Awaiting(s => s.Sink.StopAsync(TimeSpan.Zero)).Should().NotThrowAsync();
        sink.Sink.Gauges.Waiting.Should().Be(1);
    }

    [Test]
    public async Task WhereLocksDoNothingEventsStayInMemoryAndThatIsSaid()
    {
        var files = new FaultyFiles { LocksDoNothing = true };
        var (first, second) = (Open(o => o.BufferFiles = files), Open(o => o.BufferFiles = files));
        first.EmitNumbered(0, 20);
        second.EmitNumbered(20, 20);
        await first.SettleUntilAsync(() => first.Clock.GetUtcNow() > DateTimeOffset.UtcNow.AddSeconds(20), TimeSpan.FromSeconds(1));
        await Task.WhenAll(first.FlushAsync(), second.FlushAsync());
        Stored.Should().BeEquivalentTo(Enumerable.Range(0, 40).Select(i => $"event {i}"));
        Unavailable(first).Should().ContainSingle(f => f.Message.Contains("File locks have no effect"));
        Names().Should().NotContain(name => name.EndsWith(".buf", StringComparison.Ordinal));
        first.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AProcessWhoseLockFileIsDeletedAndOneThatStartsThenLoseNothing()
    {
        await Aws.StopListeningAsync();
        var first = Open();
        System.IO.File.Delete(Paths.Lock);
        var second = Open();
        for (var i = 0; i < 40; i++)
        {
            if (i % 10 == 0) System.IO.File.Delete(Paths.Lock);
            first.EmitNumbered(i * 100, 50);
            second.EmitNumbered((i * 100) + 50, 50);
        }

        await Aws.ResumeListeningAsync();
        await Task.WhenAll(first.FlushAsync(), second.FlushAsync());
        first.ShouldBeAccountedFor();
        second.ShouldBeAccountedFor();
        Stored.Distinct().Should().BeEquivalentTo(Enumerable.Range(0, 4_000).Select(i => $"event {i}"));
        first.Losses.Concat(second.Losses).Should().BeEmpty();
    }

    [Test]
    public async Task ARecordThatTheLibraryWouldNeverWriteCostsItselfAndNoTimeAtTheEnd()
    {
        var destination = new BufferDestination(Aws.ServiceUrl.TrimEnd('/'), Aws.Region, "", EmulatedSink.Group);
        using (var rig = new BufferRig { Destination = destination })
        {
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            rig.Open();
            rig.AppendFrame(rig.Frame("before", time: now));
            rig.AppendFrame(rig.Frame("crafted"u8, new string('n', 600), now));
            rig.AppendFrame(rig.Frame("after", time: now));
            rig.Kill();
            foreach (var path in rig.Segments) System.IO.File.Copy(path, Folder.GetFile(Path.GetFileName(path)));
        }

        var sink = Open();
        await sink.FlushAsync();
        Stored.Should().Equal("before", "after");
        sink.Losses.Select(f => (f.Reason, f.Count)).Should().Equal((CloudWatchFailureReason.BufferDamaged, 1L));
        sink.ShouldBeAccountedFor();
        await sink.Sink.StopAsync(TimeSpan.FromHours(1)).WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Waiting.Should().Be(0);
    }

    [Test]
    public async Task WhatWasBufferedForOneRegionIsNotSentToAnotherOne()
    {
        await Aws.StopListeningAsync();
        var first = Open();
        first.Emit("for the first region");
        await CloseAsync(first);

        await Aws.ResumeListeningAsync();
        var second = Open(o => o.Connection.Region = "mx-central-1");
        await second.FlushAsync();
        await second.Sink.DisposeAsync();
        Aws.RequestCount("PutLogEvents").Should().Be(0);
        second.Sink.Gauges.Recovered.Should().Be(0);
        Unavailable(second).Should().ContainSingle().Which.Message.Should().Contain(Aws.Region).And.Contain("mx-central-1");

        await Open().FlushAsync();
        Stored.Should().Equal("for the first region");
    }

    static IEnumerable<CloudWatchFailure> Unavailable(EmulatedSink sink) => sink.Failures.Where(f => f.Reason == CloudWatchFailureReason.BufferUnavailable);

    sealed class LoggingValue(EmulatedSink sink)
    {
        public override string ToString()
        {
            sink.Emit("from inside");
            return "value";
        }
    }
}

using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

public class EmitLoopTests
{
    [Test]
    public async Task EventsWaitForOthersUpToTheBufferingTimeLimit()
    {
        await using var sink = new SinkUnderTest();
        var started = sink.Clock.GetUtcNow();
        sink.Emit("a", "b");

        var put = await sink.AdvanceToNextPutAsync();
        put.Messages.Should().Equal("a", "b");
        (sink.Clock.GetUtcNow() - started).Should().BeCloseTo(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(300));
        put.Accept();
    }

    [Test]
    public async Task TheFirstEventIsSentAtOnce()
    {
        await using var sink = new SinkUnderTest(o => o.EagerlyEmitFirstEvent = true);
        sink.Emit("first");
        (await sink.Client.NextPutAsync()).Messages.Should().Equal("first");
    }

    [Test]
    public async Task AFatalEventIsSentAtOnceWithAllBeforeIt()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("before");
        sink.Sink.Emit(Some.Event("fatal", LogEventLevel.Fatal));
        (await sink.Client.NextPutAsync()).Messages.Should().Equal("before", "fatal");
    }

    [Test]
    public async Task AFatalEventIsSentAtOnceAlsoWhenItComesWhileThePagesBeforeItArePacked()
    {
        using var gates = new GatedFormatter();
        await using var sink = new SinkUnderTest(o => o.Formatter = gates);
        sink.Emit(GatedFormatter.Gate);
        await gates.ReachedAsync();
        sink.Emit(GatedFormatter.Gate);
        EmitFillers(EventQueue.PageSize);
        gates.Open();

        // One page and the first event of another are to be packed; while that is done, the other one fills and the fatal event comes after it.
        await sink.Clock.WhenTimersPendAsync().WaitAsync(Limits.Patience);
        sink.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await gates.ReachedAsync();
        EmitFillers(EventQueue.PageSize - 1);
        sink.Sink.Emit(Some.Event("fatal", LogEventLevel.Fatal));
        gates.Open();

        var sent = new List<string>();
        while (!sent.Contains("fatal"))
        {
            var put = await sink.Client.NextPutAsync();
            put.Accept();
            sent.AddRange(put.Messages);
        }

        sent.Should().HaveCount((2 * EventQueue.PageSize) + 2);

        void EmitFillers(int count)
        {
            for (var i = 0; i < count; i++) sink.Emit("filler");
        }
    }

    [Test]
    public async Task AFullBatchDoesNotWaitForTime()
    {
        await using var sink = new SinkUnderTest(o => o.BatchSizeLimit = 3);
        sink.Emit([.. Enumerable.Range(0, 5_000).Select(i => $"{i}")]);
        (await sink.Client.NextPutAsync()).Accept();
        for (var i = 0; i < 4; i++) (await sink.Client.NextPutAsync()).Messages.Should().HaveCount(3);
    }

    [Test]
    public async Task WhatComesWhileABacklogIsPackedDoesNotWaitForTime()
    {
        using var gates = new GatedFormatter();
        await using var sink = new SinkUnderTest(o => { o.Formatter = gates; o.BatchSizeLimit = 1_000; o.MaxConcurrentRequests = 64; });
        sink.Emit(GatedFormatter.Gate);
        await gates.ReachedAsync();
        sink.Emit(GatedFormatter.Gate);
        const int before = 3 * EmitSettings.WakeAtEvents, meanwhile = EmitSettings.WakeAtEvents + (2 * EventQueue.PageSize);
        for (var i = 0; i < before; i++) sink.Emit("before");
        gates.Open();
        await gates.ReachedAsync();
        for (var i = 0; i < meanwhile; i++) sink.Emit("meanwhile");
        gates.Open();

        for (var count = 0; count < (before + meanwhile) / 1_000; count++)
        {
            var put = await sink.Client.NextPutAsync();
            put.Accept();
            put.Messages.Should().HaveCount(1_000);
        }
    }

    [Test]
    public async Task NoMorePutsAreUnderWayThanAllowed()
    {
        await using var sink = new SinkUnderTest(o => { o.BatchSizeLimit = 1; o.MaxConcurrentRequests = 2; });
        sink.Emit("the stream exists", "a", "b", "c");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();
        var first = await sink.Client.NextPutAsync();
        var second = await sink.Client.NextPutAsync();
        sink.Client.PutsNotTaken.Should().Be(0);

        first.Accept();
        var third = await sink.Client.NextPutAsync();
        second.Accept();
        third.Accept();
        await flush.WaitAsync(Limits.Patience);
    }

    [Test]
    public async Task AQueueThatFillsWhileBatchesWaitForTimeIsSentInsteadOfRefusingEvents()
    {
        await using var sink = new SinkUnderTest(o => o.QueueLimit = 8);
        sink.Emit("1", "2", "3", "4", "5", "6");
        (await sink.Client.NextPutAsync()).Messages.Should().HaveCount(6);
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task FlushWaitsForTheAnswerAndForNothingEmittedLater()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("before");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        var put = await sink.Client.NextPutAsync();
        sink.Emit("after");
        flush.IsCompleted.Should().BeFalse();
        put.Accept();
        await flush.WaitAsync(Limits.Patience);
        put.Messages.Should().Equal("before");
    }

    [Test]
    public async Task FlushCutsAWaitAfterAFailureShort()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("a");
        var first = await sink.AdvanceToNextPutAsync();
        first.Fail(CloudWatchLogsErrorClass.Denied);
        await sink.Clock.WhenTimersPendAsync().WaitAsync(Limits.Patience);
        await Eventually.HoldsAsync(() => !sink.Failures.IsEmpty);

        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();
        await flush.WaitAsync(Limits.Patience);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task ACancelledFlushThrowsAndDropsNothing()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("a");
        using var cancel = new CancellationTokenSource();
        var flush = sink.Sink.FlushAsync(cancel.Token);
        var put = await sink.Client.NextPutAsync();
        cancel.Cancel();
        await flush.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();

        put.Accept();
        await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(1);
    }

    [Test]
    public async Task OnlyWhatWasNotAcceptedIsSentAgain()
    {
        await using var sink = new SinkUnderTest(o => o.BatchSizeLimit = 2);
        sink.Emit("the stream", "exists", "a", "b", "c", "d");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();
        var first = await sink.Client.NextPutAsync();
        var second = await sink.Client.NextPutAsync();
        first.Accept();
        second.Fail(CloudWatchLogsErrorClass.Throttled);

        var again = await sink.AdvanceToNextPutAsync();
        again.Messages.Should().Equal(second.Messages);
        again.Accept();
        await flush.WaitAsync(Limits.Patience);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(6);
        sink.Sink.Gauges.Ledger.Throttles.Should().Be(1);
    }

    [Test]
    public async Task AStreamThatFailsDoesNotHoldOthersBack()
    {
        await using var sink = new SinkUnderTest(o => { o.LogStream = "{Tenant}"; o.MaxConcurrentRequests = 1; });
        Emit(sink, "bad", "1");
        var bad = await sink.AdvanceToNextPutAsync();
        bad.Fail(CloudWatchLogsErrorClass.Denied);
        await Eventually.HoldsAsync(() => !sink.Failures.IsEmpty);

        Emit(sink, "good", "2");
        var good = await sink.AdvanceToNextPutAsync();
        good.Stream.Should().Be("good");
        good.Accept();

        static void Emit(SinkUnderTest sink, string tenant, string text) => sink.Sink.Emit(Some.Event(text, properties: [("Tenant", tenant)]));
    }

    [Test]
    public async Task WhatCannotBeDeliveredWithinTheRetryTimeLimitIsReportedWithItsEvents()
    {
        await using var sink = new SinkUnderTest(o => o.RetryTimeLimit = TimeSpan.FromSeconds(20));
        sink.Emit("a", "b");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
        await Eventually.HoldsAsync(() => flush.IsCompleted, async () =>
        {
            if (sink.Client.PutsNotTaken > 0) (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
            else if (sink.Clock.PendingTimers > 0) sink.Clock.Advance(TimeSpan.FromMilliseconds(100));
        });

        var lost = sink.Failures.Single(f => f.Kind == CloudWatchFailureKind.Permanent);
        lost.Reason.Should().Be(CloudWatchFailureReason.RetryTimeLimit);
        lost.Count.Should().Be(2);
        lost.Events.Select(e => e.MessageTemplate.Text).Should().Equal("a", "b");
        lost.OutcomeUnknown.Should().BeTrue();
        sink.ShouldBeAccountedFor();
        sink.Sink.Gauges.Waiting.Should().Be(0);
    }

    [Test]
    public async Task DisposalIsBoundedWhenTheServiceNeverAnswersAndReportsTheOutcomeAsUnknown()
    {
        await using var sink = new SinkUnderTest(o => o.ShutdownTimeLimit = TimeSpan.FromSeconds(10));
        sink.Emit("a");
        var disposal = sink.Sink.DisposeAsync().AsTask();
        await sink.Client.NextPutAsync();
        await sink.Clock.WhenTimersPendAsync().WaitAsync(Limits.Patience);
        disposal.IsCompleted.Should().BeFalse();
        await Eventually.HoldsAsync(() => disposal.IsCompleted, () => sink.Clock.Advance(TimeSpan.FromSeconds(1)));
        await disposal;
        (sink.Clock.GetUtcNow() - new ManualTimeProvider().GetUtcNow()).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(9), "a tenth of the time is for handing over what was not sent");
        var lost = sink.Failures.Should().ContainSingle().Subject;
        lost.Kind.Should().Be(CloudWatchFailureKind.Final);
        lost.OutcomeUnknown.Should().BeTrue();
        sink.Client.Disposed.Should().BeTrue();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task DisposalIsIdempotentAndLaterEventsAreReported()
    {
        await using var sink = new SinkUnderTest();
        await sink.Sink.DisposeAsync();
        sink.Sink.Dispose();
        await sink.Sink.DisposeAsync();
        sink.Emit("late");
        await sink.UntilReportedAsync();
        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.Closed);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task RefusedEventsAreReportedTogetherWithTheirExactNumber()
    {
        await using var sink = new SinkUnderTest(o => o.QueueLimit = 2);
        sink.Emit("a", "b");
        var put = await sink.AdvanceToNextPutAsync();
        sink.Emit([.. Enumerable.Repeat("more", 100)]);
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        put.Accept();
        await sink.AcceptUntilAsync(flush);

        var refused = sink.Failures.Where(f => f.Reason == CloudWatchFailureReason.QueueFull).ToArray();
        refused.Sum(f => f.Count).Should().Be(100);
        refused.Should().HaveCountLessThanOrEqualTo(2);
        sink.ShouldBeAccountedFor();
    }
}

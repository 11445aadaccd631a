using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>
/// What becomes of events when something fails: for each fault how many are written, delivered, reported and stored twice. In every row each
/// event is stored or reported, and one that is both was never answered for and is reported as such.
/// </summary>
[TestFixture(CloudWatchProtocol.Json)]
[TestFixture(CloudWatchProtocol.Cbor)]
public class FaultMatrixTests(CloudWatchProtocol protocol)
{
    public static IEnumerable<TestCaseData> Rows()
    {
        yield return Row("throttled", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(3).Throttle());
        yield return Row("status 500", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(3).Status(500));
        yield return Row("status 503", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(3).Status(503));
        yield return Row("a proxy's page", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(2).Status(502, "<html>bad gateway</html>"));
        yield return Row("a proxy's page that blames the request", 500, delivered: 500, aws =>
            aws.Faults.On("PutLogEvents").Times(3).Status(400, "<html><center>nginx</center></html>"));
        yield return Row("a gateway that says 413", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(2).Status(413, "<html>too large</html>"));
        yield return Row("a gateway that says 204", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(2).Status(204, ""));
        yield return Row("a network that wants a sign-in", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(2).Status(200, "<html>Sign in</html>"));
        yield return Row("connection dropped before storing", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").Times(2).CutBeforeStoring());
        yield return Row("connection dropped after storing", 500, delivered: 500, aws => aws.Faults.On("PutLogEvents").CutAfterStoring(), repeats: true);
        yield return Row("setup calls throttled", 500, delivered: 500, aws =>
        {
            aws.Faults.On("CreateLogStream").Times(2).Throttle();
            aws.Faults.On("CreateLogGroup").Times(2).Reject("OperationAbortedException", "Multiple concurrent requests to update the same resource were in conflict.");
        }, groupExists: false);
        yield return Row("credentials expired", 500, delivered: 500, aws =>
            aws.Faults.On("PutLogEvents").Times(2).Reject("ExpiredTokenException", "The security token included in the request is expired"));
        yield return Row("denied for good", 500, delivered: 1, aws =>
            aws.Faults.OnAny().UntilCleared().Reject("AccessDeniedException", "User is not authorized to perform: logs:PutLogEvents"), CloudWatchFailureReason.RetryTimeLimit);
        yield return Row("one poisoned event among many", 10_000, delivered: 9_999, aws =>
            aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("\"event 4711\"")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event"),
            CloudWatchFailureReason.Invalid);
        yield return Row("everything refused as invalid", 2_000, delivered: 1, aws =>
            aws.Faults.On("PutLogEvents").UntilCleared().Reject("InvalidParameterException", "No."), CloudWatchFailureReason.Invalid);
    }

    [TestCaseSource(nameof(Rows))]
    public async Task EveryEventIsDeliveredOrReported(int written, int delivered, Action<CloudWatchLogsEmulator> fail, CloudWatchFailureReason? reason, bool repeats, bool groupExists)
    {
        await using var sink = await StartAsync();
        if (groupExists)
        {
            sink.EmitNumbered(0, 1);
            await sink.FlushAsync();
        }

        fail(sink.Aws);
        sink.EmitNumbered(groupExists ? 1 : 0, groupExists ? written - 1 : written);
        await sink.FlushAsync();

        Verify(sink, written, delivered, repeats);
        if (reason is not null) sink.Losses.Should().OnlyContain(f => f.Reason == reason && f.Kind == CloudWatchFailureKind.Permanent);
    }

    [Test]
    public async Task AGroupDeletedWhileRunningIsMadeAgain()
    {
        await using var sink = await StartAsync(o => o.RetentionInDays = 7);
        sink.EmitNumbered(0, 10);
        await sink.FlushAsync();
        await DeleteAsync(sink, "DeleteLogGroup", new { logGroupName = EmulatedSink.Group });
        sink.EmitNumbered(10, 10);
        await sink.FlushAsync();

        sink.Stored.Should().BeEquivalentTo(Enumerable.Range(10, 10).Select(i => $"event {i}"));
        sink.Losses.Should().BeEmpty();
        sink.Aws.LogGroup(EmulatedSink.Group)!.RetentionInDays.Should().Be(7);
    }

    [Test]
    public async Task AStreamDeletedWhileRunningIsMadeAgain()
    {
        await using var sink = await StartAsync();
        sink.EmitNumbered(0, 10);
        await sink.FlushAsync();
        await DeleteAsync(sink, "DeleteLogStream", new { logGroupName = EmulatedSink.Group, logStreamName = EmulatedSink.Stream });
        sink.EmitNumbered(10, 10);
        await sink.FlushAsync();

        sink.Stored.Should().BeEquivalentTo(Enumerable.Range(10, 10).Select(i => $"event {i}"));
        sink.Losses.Should().BeEmpty();
    }

    [Test]
    public async Task EventsThatTheServiceRejectsByTheirTimeAreReportedOneByOne()
    {
        await using var sink = await StartAsync(o => o.RetentionInDays = 3);
        var now = DateTimeOffset.UtcNow;
        var times = new[] { -15.0, -15, -4, -4, -4, 0, 0, 0, 0, 0.2, 0.2 };
        await PrimeAsync(sink);
        foreach (var (days, i) in times.Select((d, i) => (d, i))) sink.Sink.Emit(Some.Event($"event {i}", at: now.AddDays(days)));
        await sink.FlushAsync();

        sink.Losses.Where(f => f.Reason == CloudWatchFailureReason.TooOld).Sum(f => f.Count).Should().Be(2);
        sink.Losses.Where(f => f.Reason == CloudWatchFailureReason.Expired).Sum(f => f.Count).Should().Be(3);
        sink.Losses.Where(f => f.Reason == CloudWatchFailureReason.TooNew).Sum(f => f.Count).Should().Be(2);
        sink.Losses.SelectMany(f => f.Events).Select(e => e.MessageTemplate.Text).Should().BeEquivalentTo(new[] { 0, 1, 2, 3, 4, 9, 10 }.Select(i => $"event {i}"));
        sink.Stored.Where(m => m.StartsWith("event", StringComparison.Ordinal)).Should().BeEquivalentTo("event 5", "event 6", "event 7", "event 8");
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task WhatIsEmittedWhileTheServerIsDownIsDeliveredOnceItIsUp()
    {
        await using var sink = await StartAsync();
        await sink.Aws.StopListeningAsync();
        sink.EmitNumbered(0, 500);
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        await sink.SettleAsync(FirstFailure(sink));
        await sink.Aws.ResumeListeningAsync();
        await sink.SettleAsync(flush);

        Verify(sink, 500, 500, repeats: false);
        sink.Failures.Should().Contain(f => f.Kind == CloudWatchFailureKind.Temporary && f.Reason == CloudWatchFailureReason.Unavailable);
    }

    [Test]
    public async Task WhatCannotBeSentAtShutdownIsReportedAsFinalWithItsEvents()
    {
        await using var sink = await StartAsync();
        await sink.Aws.StopListeningAsync();
        sink.EmitNumbered(0, 500);
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());

        sink.Losses.Should().OnlyContain(f => f.Kind == CloudWatchFailureKind.Final && f.Reason == CloudWatchFailureReason.ShutdownTimeLimit);
        Verify(sink, 500, 0, repeats: false);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task APutThatIsAcceptedAndNeverAnsweredIsReportedAsOutcomeUnknownAtShutdown(bool store)
    {
        await using var sink = await StartAsync();
        await PrimeAsync(sink);
        var silent = sink.Aws.Faults.On("PutLogEvents").UntilCleared().NeverAnswer(store);
        sink.EmitNumbered(0, 100);
        var disposal = sink.Sink.DisposeAsync().AsTask();
        await silent.WaitForHitsAsync();
        if (store) await sink.Aws.WaitForEventsAsync(EmulatedSink.Group, 101);
        await sink.Clock.WhenTimersPendAsync();
        sink.Clock.Advance(sink.Options.ShutdownTimeLimit);
        await disposal.WaitAsync(Limits.Patience);

        sink.Losses.Should().OnlyContain(f => f.Kind == CloudWatchFailureKind.Final && f.OutcomeUnknown);
        sink.Losses.Sum(f => f.Count).Should().Be(100);
        sink.ShouldBeAccountedFor();
    }

    Task<EmulatedSink> StartAsync(Action<CloudWatchSinkOptions>? configure = null) => EmulatedSink.StartAsync(o =>
    {
        o.Protocol = protocol;
        configure?.Invoke(o);
    });

    static TestCaseData Row(
        string name, int written, int delivered, Action<CloudWatchLogsEmulator> fail, CloudWatchFailureReason? reason = null, bool repeats = false,
        bool groupExists = true) =>
        new TestCaseData(written, delivered, fail, reason, repeats, groupExists).SetArgDisplayNames(name);

    static async Task PrimeAsync(EmulatedSink sink)
    {
        sink.Emit("prime");
        await sink.FlushAsync();
    }

    static async Task DeleteAsync(EmulatedSink sink, string operation, object body)
    {
        using var http = new EmulatorHttp(sink.Aws);
        await http.DoAsync(operation, body);
    }

    static Task FirstFailure(EmulatedSink sink) => Eventually.HoldsAsync(() => !sink.Failures.IsEmpty);

    static void Verify(EmulatedSink sink, int written, int delivered, bool repeats)
    {
        var stored = sink.Stored.ToArray();
        var reported = sink.Losses.SelectMany(f => f.Events.Select(e => (Text: e.MessageTemplate.Text, f.OutcomeUnknown))).ToArray();
        var repeated = stored.Length - stored.Distinct().Count();
        TestContext.Out.WriteLine($"written {written}, delivered {sink.Sink.Gauges.Ledger.Delivered}, reported {reported.Length}, duplicates {repeated}");

        sink.Sink.Gauges.Ledger.Delivered.Should().Be(delivered);
        sink.Sink.Gauges.Ledger.Lost.Should().Be(written - delivered);
        sink.Sink.Gauges.Waiting.Should().Be(0);
        sink.ShouldBeAccountedFor();
        reported.Should().HaveCount(written - delivered);
        stored.Concat(reported.Select(r => r.Text)).Distinct().Should().HaveCount(written, "every event is stored or reported");
        (repeated > 0).Should().Be(repeats, "only a put whose answer was lost is stored twice");
        stored.Intersect(reported.Where(r => !r.OutcomeUnknown).Select(r => r.Text)).Should().BeEmpty();
    }
}

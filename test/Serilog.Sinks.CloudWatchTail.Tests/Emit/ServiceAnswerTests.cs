using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>What the sink makes of some answers.</summary>
[NonParallelizable]
public class ServiceAnswerTests
{
    [Test]
    public async Task EveryThrottledAnswerIsCounted()
    {
        await using var sink = new SinkUnderTest(o => o.BatchSizeLimit = 1);
        sink.Emit("the stream exists", "a", "b", "c");
        _ = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();
        var puts = new[] { await sink.Client.NextPutAsync(), await sink.Client.NextPutAsync(), await sink.Client.NextPutAsync() };
        foreach (var put in puts) put.Fail(CloudWatchLogsErrorClass.Throttled);
        await Eventually.HoldsAsync(() => sink.Sink.Gauges.Ledger.Retries >= 3);
        sink.Sink.Gauges.Ledger.Throttles.Should().Be(3);
    }

    [Test]
    public async Task AMissingPermissionToCreateIsSaidOnce()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("a");
        var end = sink.Clock.GetUtcNow() + TimeSpan.FromMinutes(9);
        var (put, call) = (sink.Client.NextPutAsync(), sink.Client.NextCallAsync());
        await Eventually.HoldsAsync(() => sink.Clock.GetUtcNow() >= end, async () =>
        {
            if (put.IsCompleted)
            {
                (await put).Fail(CloudWatchLogsErrorClass.NotFound);
                put = sink.Client.NextPutAsync();
            }

            if (call.IsCompleted)
            {
                (await call).Answer.SetException(ScriptedClient.Error(CloudWatchLogsErrorClass.Denied));
                call = sink.Client.NextCallAsync();
            }

            if (sink.Sink.Gauges.CallsUnderWay == 0 && sink.Clock.PendingTimers > 0) sink.Clock.Advance(TimeSpan.FromMilliseconds(500));
        });

        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.Denied);
    }

    [Test]
    public async Task ARefusedSignatureDoesNotSpillTheSessionToken()
    {
        using var log = new SelfLogCollector();
        await using var sink = await EmulatedSink.StartAsync(o => o.OnFailure = null);
        sink.Aws.Faults.On("PutLogEvents").Reject("InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:IQoJb3SECRET\n'");
        sink.Emit("a");
        await sink.FlushAsync();
        log.Lines.Should().Contain(l => l.Contains("InvalidSignatureException")).And.NotContain(l => l.Contains("IQoJb3SECRET"));
    }

    [Test]
    public async Task AStreamNameWithALoneSurrogateIsCreatedAndWritten()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStream = "{T}");
        sink.Sink.Emit(Some.Event("a", at: DateTimeOffset.UtcNow, properties: [("T", "x\uD800y")]));
        await sink.FlushAsync();
        sink.Aws.Events(EmulatedSink.Group, "x-y").Should().ContainSingle();
    }
}

using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

/// <summary>What the report of lost events says.</summary>
public class LossReportTests
{
    [Test]
    public async Task TheCauseIsWhyTheGroupCouldNotBeCreatedAndNotThatItIsMissing()
    {
        await using var sink = await EmulatedSink.StartAsync(o => { o.KmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/gone"; o.RetryTimeLimit = TimeSpan.FromSeconds(30); });
        sink.Aws.Faults.On("CreateLogGroup").UntilCleared().Reject("InvalidParameterException", "The specified KMS key does not exist or is not allowed to be used.");
        sink.Emit("a", "b");
        await sink.FlushAsync();

        sink.Losses.Sum(f => f.Count).Should().Be(2);
        sink.Losses.Should().OnlyContain(f => f.ToString().Contains("The specified KMS key does not exist"));
    }

    [Test]
    public async Task ALaterRejectionOfAPutThatWasNeverAnsweredLeavesItsOutcomeUnknown()
    {
        var rejecting = new PutLogEventsResponse(TooOldLogEventEndIndex: 1);
        await using var sink = new SinkUnderTest();
        sink.Emit("a", "b");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
        (await sink.AdvanceToNextPutAsync()).Answer.SetResult(rejecting);
        await flush.WaitAsync(Limits.Patience);

        var lost = sink.Failures.Single(f => f.Kind == CloudWatchFailureKind.Permanent);
        lost.Count.Should().Be(1);
        lost.OutcomeUnknown.Should().BeTrue();
        lost.Message.Should().Contain("may be stored").And.Contain("14 days");
    }

    [Test]
    public async Task TheTextOfAFailureCarriesTheWordsOfTheService()
    {
        await using var sink = new SinkUnderTest();
        sink.Emit("a");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Invalid, "Log event is not to our taste.");
        await flush.WaitAsync(Limits.Patience);
        sink.Failures.Single().ToString().Should().EndWith("Log event is not to our taste.");
    }
}

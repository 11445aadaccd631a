using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

public class RejectedRangesTests
{
    [Test]
    public void TooNewStartsInclusivelyAndTheOthersEndExclusively()
    {
        Runs(new PutLogEventsResponse(TooNewLogEventStartIndex: 7, TooOldLogEventEndIndex: 2, ExpiredLogEventEndIndex: 4), 10).Should().Equal(
            (CloudWatchFailureReason.TooOld, 0, 2),
            (CloudWatchFailureReason.Expired, 2, 4),
            (CloudWatchFailureReason.TooNew, 7, 10));
    }

    [Test]
    public void AnEventInTwoRangesIsLostOnce()
    {
        Runs(new PutLogEventsResponse(TooNewLogEventStartIndex: 3, TooOldLogEventEndIndex: 6, ExpiredLogEventEndIndex: 4), 10).Should().Equal(
            (CloudWatchFailureReason.TooOld, 0, 6),
            (CloudWatchFailureReason.TooNew, 6, 10));
    }

    [Test]
    public void IndexesOutsideTheBatchAreCutToIt()
    {
        Runs(new PutLogEventsResponse(TooOldLogEventEndIndex: 99), 10).Should().Equal((CloudWatchFailureReason.TooOld, 0, 10));
        Runs(new PutLogEventsResponse(TooNewLogEventStartIndex: 99), 10).Should().BeEmpty();
    }

    static IEnumerable<(CloudWatchFailureReason, int, int)> Runs(PutLogEventsResponse response, int count) => RejectedRanges.From(response, count).Runs();
}

using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests;

public class CloudWatchFailureTests
{
    [Test]
    public void AnApplicationsTestOfItsCallbackMakesAFailureOfItsOwn()
    {
        var failure = new CloudWatchFailure(CloudWatchFailureKind.Permanent, CloudWatchFailureReason.TooOld, "2 events are lost.")
        {
            Events = [Some.Event("a"), Some.Event("b")],
            LogGroup = "/shop/orders",
            LogStream = "s",
            OutcomeUnknown = true,
            Exception = new InvalidOperationException("Too old."),
        };

        failure.Count.Should().Be(2, "that is how many events it holds, unless it says otherwise");
        failure.ToString().Should().Be("2 events are lost. Too old.");
    }

    [Test]
    public void ItCountsMoreEventsThanItHoldsIfItSaysSo() =>
        new CloudWatchFailure(CloudWatchFailureKind.Permanent, CloudWatchFailureReason.QueueFull, "m") { Count = 5, Events = [Some.Event("a")] }.Count.Should().Be(5);

    [Test]
    public void ItConcernsNoEventUnlessItSaysSo()
    {
        var failure = new CloudWatchFailure(CloudWatchFailureKind.Temporary, CloudWatchFailureReason.Throttled, "m");
        (failure.Count, failure.Events.Count).Should().Be((0, 0));
    }
}

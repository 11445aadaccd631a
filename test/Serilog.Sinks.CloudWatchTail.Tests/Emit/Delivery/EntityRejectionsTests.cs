using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

public class EntityRejectionsTests
{
    [Test]
    public void EachRejectionIsCountedAndOnlyTheFirstReportedWhateverTheServiceCallsTheNextOnes()
    {
        var failures = new List<CloudWatchFailure>();
        var ledger = new SinkLedger();
        using var reporter = new FailureReporter(this, ledger, TimeProvider.System, failures.Add, fallback: null);
        var rejections = new EntityRejections(new Failures("/g"), reporter, ledger);

        rejections.Look(PutLogEventsResponse.AllStored);
        foreach (var errorType in new[] { "InvalidEntity", "EntitySizeTooLarge", "InvalidEntity" })
            rejections.Look(PutLogEventsResponse.AllStored with { RejectedEntityErrorType = errorType });

        failures.Should().ContainSingle().Which.Message.Should().Contain("InvalidEntity");
        ledger.RejectedEntities.Should().Be(3);
    }
}

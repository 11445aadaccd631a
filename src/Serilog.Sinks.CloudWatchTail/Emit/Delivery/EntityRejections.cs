using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>Puts whose entity the service rejected, while it took their events: each is counted, the first is reported: a sink's entity never changes.</summary>
sealed class EntityRejections(Failures failures, FailureReporter reporter, SinkLedger? ledger = null)
{
    bool _isReported;

    public void Look(PutLogEventsResponse response)
    {
        if (response.RejectedEntityErrorType is not { } errorType) return;
        ledger?.AddRejectedEntity();
        if (_isReported) return;
        var failure = failures.EntityRejected(errorType);

        // Not before there was memory enough for the report.
        _isReported = true;
        reporter.Report(failure);
    }
}

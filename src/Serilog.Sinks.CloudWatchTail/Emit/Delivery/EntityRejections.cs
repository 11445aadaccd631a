using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Counts puts whose entity the service rejected while it accepted their events. Only the first is reported, because a sink's entity never changes.
sealed class EntityRejections(Failures failures, FailureReporter reporter, SinkLedger? ledger = null)
{
    bool _isReported;

    public void Look(PutLogEventsResponse response)
    {
        if (response.RejectedEntityErrorType is not { } errorType) return;
        ledger?.AddRejectedEntity();
        if (_isReported) return;
        var failure = failures.EntityRejected(errorType);

        // Only after there was enough memory for the report.
        _isReported = true;
        reporter.Report(failure);
    }
}

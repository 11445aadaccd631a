using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>Puts whose entity the service rejected, while it took their events: each is counted, the first of a kind is reported.</summary>
sealed class EntityRejections(Failures failures, FailureReporter reporter, SinkLedger? ledger = null)
{
    string? _reported;

    public void Look(PutLogEventsResponse response)
    {
        if (response.RejectedEntityErrorType is not { } errorType) return;
        ledger?.AddRejectedEntity();
        if (_reported == errorType) return;
        _reported = errorType;
        reporter.Report(failures.EntityRejected(errorType));
    }
}

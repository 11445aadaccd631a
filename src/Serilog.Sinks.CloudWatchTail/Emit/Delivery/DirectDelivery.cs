using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Puts batches one by one for a caller that has its own retries: creates a missing stream, bisects a refused batch, shortens an event that is too
// large, and tells the events' owner about each event that is stored or reported.
sealed class DirectDelivery(ICloudWatchLogsClient client, EmitSettings settings, BatchPacker packer, BatchPool pool, FailureReporter reporter)
{
    readonly StreamProvisioner _provisioner = new(client, settings, reporter.Report);
    readonly EntityRejections _entities = new(new Failures(settings.LogGroup), reporter);
    readonly Failures _failures = new(settings.LogGroup);

    // Sends a sealed batch and returns it to the pool. Returns the failure if anything is left to retry.
    public async Task<CloudWatchLogsException?> SendAsync(PackedBatch batch)
    {
        var parts = new Stack<PackedBatch>([batch]);
        var pace = new BisectPace();
        var mayProvision = settings.MayCreateLogStream;
        try
        {
            while (parts.TryPeek(out var part))
            {
                if (pace.IsSlow) await Task.Delay(BisectPace.Interval, settings.TimeProvider).ConfigureAwait(false);
                var error = await TryPutAsync(part).ConfigureAwait(false);
                if (error is { ErrorClass: CloudWatchLogsErrorClass.NotFound } && mayProvision)
                {
                    mayProvision = false;
                    error = await _provisioner.TryProvisionAsync(part.Stream.Name, CancellationToken.None).ConfigureAwait(false);
                    if (error is null) continue;
                }

                if (error is { ErrorClass: not CloudWatchLogsErrorClass.Invalid }) return error;
                parts.Pop();
                if (error is not null) Bisect(part, error, pace, parts);
                pool.Return(part);
            }

            return null;
        }
        finally
        {
            foreach (var part in parts) pool.Return(part);
        }
    }

    async Task<CloudWatchLogsException?> TryPutAsync(PackedBatch batch)
    {
        try
        {
            var response = await _provisioner.Update.PutAsync(
                new PutLogEventsRequest(settings.LogGroup, batch.Stream.Name, batch.Body), CancellationToken.None).ConfigureAwait(false);
            var rejected = RejectedRanges.From(response, batch.Count);
            foreach (var (reason, from, to) in rejected.Runs()) Reject(batch, from, to, reason, null);
            batch.Owner.Acknowledge(batch, rejected.ExpiredEnd, rejected.TooNewStart);
            _entities.Look(response);
            return null;
        }
        catch (CloudWatchLogsException ex)
        {
            return ex;
        }
    }

    void Bisect(PackedBatch batch, CloudWatchLogsException error, BisectPace pace, Stack<PackedBatch> parts)
    {
        if (EventSizeLimit.TryRead(error, out var limit) && batch.AnyMessageOver(limit))
        {
            packer.LowerEventSizeLimit(limit);
            var shorter = packer.Shorten(batch);
            parts.Push(shorter);
            if (shorter.SizeBytes < batch.SizeBytes) return;
            pool.Return(parts.Pop());
        }

        if (batch.Count == 1)
        {
            Reject(batch, 0, 1, CloudWatchFailureReason.Invalid, error);
            return;
        }

        pace.CountDivision();
        var (first, second) = packer.Halves(batch);
        parts.Push(second);
        parts.Push(first);
    }

    void Reject(PackedBatch batch, int from, int to, CloudWatchFailureReason reason, CloudWatchLogsException? error)
    {
        var events = batch.Owner.ToLogEvents(batch, from, to);
        batch.Owner.Reject(batch, from, to, reason, events);
        reporter.Report(_failures.Undelivered(events!, CloudWatchFailureKind.Permanent, reason, batch.Stream.Name, outcomeUnknown: false, error));
    }
}

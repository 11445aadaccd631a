using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// Puts one batch after the other for a caller who tries again by itself: creates a missing stream, divides a refused batch, shortens an event that is
/// too large, and settles each event that is stored or reported.
/// </summary>
sealed class DirectDelivery
{
    readonly ICloudWatchLogsClient _client;
    readonly CloudWatchSinkOptions _options;
    readonly LogEventPacker _packer;
    readonly BatchPool _pool;
    readonly FailureReporter _reporter;
    readonly StreamProvisioner _provisioner;

    public DirectDelivery(ICloudWatchLogsClient client, CloudWatchSinkOptions options, LogEventPacker packer, BatchPool pool, FailureReporter reporter)
    {
        _client = client;
        _options = options;
        _packer = packer;
        _pool = pool;
        _reporter = reporter;
        _provisioner = new StreamProvisioner(client, options, reporter.Report);
    }

    /// <summary>Sends a sealed batch.</summary>
    /// <returns>The failure, if there is something left that may be tried again.</returns>
    public async Task<CloudWatchLogsException?> SendAsync(PackedBatch batch, HashSet<LogEvent> settled)
    {
        var parts = new Stack<PackedBatch>([batch]);
        var pace = new BisectPace();
        var mayProvision = _options.CreateLogStream;
        try
        {
            while (parts.TryPeek(out var part))
            {
                if (pace.IsSlow) await Task.Delay(BisectPace.Interval, _options.TimeProvider).ConfigureAwait(false);
                var error = await TryPutAsync(part, settled).ConfigureAwait(false);
                if (error is { ErrorClass: CloudWatchLogsErrorClass.NotFound } && mayProvision)
                {
                    mayProvision = false;
                    error = await _provisioner.TryProvisionAsync(part.Stream.Name, CancellationToken.None).ConfigureAwait(false);
                    if (error is null) continue;
                }

                if (error is { ErrorClass: not CloudWatchLogsErrorClass.Invalid }) return error;
                parts.Pop();
                if (error is not null) Divide(part, error, pace, parts, settled);
                _pool.Return(part);
            }

            return null;
        }
        finally
        {
            foreach (var part in parts) _pool.Return(part);
        }
    }

    public void ReportInvalid(LogEvent[] events, string? stream, string why, Exception? exception = null) =>
        Report(CloudWatchFailureReason.Invalid, events, stream, why, exception);

    async Task<CloudWatchLogsException?> TryPutAsync(PackedBatch batch, HashSet<LogEvent> settled)
    {
        try
        {
            var response = await _client.PutLogEventsAsync(
                new PutLogEventsRequest(batch.Stream.LogGroup, batch.Stream.Name, batch.Body), CancellationToken.None).ConfigureAwait(false);
            foreach (var (reason, from, to) in RejectedRanges.From(response, batch.Count).Runs())
            {
                var rule = reason switch
                {
                    CloudWatchFailureReason.TooOld => "older than 14 days",
                    CloudWatchFailureReason.Expired => "older than the log group's retention",
                    _ => "more than 2 hours in the future",
                };
                Report(reason, batch.ToLogEvents(from, to), batch.Stream.Name, $"the service rejected what is {rule}");
            }

            settled.UnionWith(batch.ToLogEvents(0, batch.Count));
            return null;
        }
        catch (CloudWatchLogsException ex)
        {
            return ex;
        }
    }

    void Divide(PackedBatch batch, CloudWatchLogsException error, BisectPace pace, Stack<PackedBatch> parts, HashSet<LogEvent> settled)
    {
        if (OutcomeHandler.TryReadEventSizeLimit(error, out var limit) && batch.AnyMessageOver(limit))
        {
            _packer.EventSizeLimitBytes = Math.Min(_packer.EventSizeLimitBytes, limit);
            var shorter = _packer.Shorten(batch);
            parts.Push(shorter);
            if (shorter.SizeBytes < batch.SizeBytes) return;
            _pool.Return(parts.Pop());
        }

        if (batch.Count > 1)
        {
            pace.CountDivision();
            var half = batch.Count / 2;
            parts.Push(_packer.Part(batch, half, batch.Count - half));
            parts.Push(_packer.Part(batch, 0, half));
            return;
        }

        var events = batch.ToLogEvents(0, batch.Count);
        ReportInvalid(events, batch.Stream.Name, "the service refuses what is in it", error);
        settled.UnionWith(events);
    }

    void Report(CloudWatchFailureReason reason, LogEvent[] events, string? stream, string why, Exception? exception = null) => _reporter.Report(new CloudWatchFailure(
        CloudWatchFailureKind.Permanent,
        reason,
        $"{events.Length} event(s) for {_options.LogGroup} are lost: {why}.",
        events.Length,
        events,
        _options.LogGroup,
        stream,
        exception: exception));
}

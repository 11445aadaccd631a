using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>One event, one put, and the caller waits for the answer: a failure is the caller's to see, so nothing is retried and nothing swallowed.</summary>
sealed class AuditCloudWatchSink : ILogEventSink, IDisposable
{
    readonly CloudWatchSinkOptions _options;
    readonly ICloudWatchLogsClient _client;
    readonly StreamRouter _router;
    readonly LogEventPacker _packer;
    readonly BatchPool _pool = new();
    readonly CapturedEvents _event = new();
    readonly StreamNameTemplate _template;
    readonly StreamProvisioner _provisioner;
    readonly SinkScope _scope;
    readonly bool _keepWhole;
    readonly object _gate = new();

    public AuditCloudWatchSink(CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        _options = options;
        _client = client;
        _template = template;
        _scope = SinkScope.OwnCallsOf(this);
        _keepWhole = renderer.WantsWhole;
        var reporter = new FailureReporter(this, new SinkLedger(), options.TimeProvider, options.OnFailure, null);
        _router = new StreamRouter(template, options, reporter.Report);
        _packer = new LogEventPacker(renderer, new PutLogEventsLimits(options.BatchSizeLimit, options.BatchSizeLimitBytes), options.EventSizeLimitBytes, _pool);
        _provisioner = new StreamProvisioner(client, options, reporter.Report);
    }

    /// <exception cref="CloudWatchLogsException">The service did not store the event, or could not be reached.</exception>
    public void Emit(LogEvent logEvent)
    {
        // A value or a formatter that logs while it is being written would come back here, into the middle of its own message.
        if (SinkScope.Refuses(this) || Monitor.IsEntered(_gate)) return;
        if (TailedMessageTemplate.OriginOf(logEvent) is { } origin && origin.LogGroup == _options.LogGroup && origin.Endpoint == _client.Endpoint) return;
        var hint = _template.HintOf(logEvent);
        lock (_gate)
        {
            _event.Clear();
            if (_keepWhole) _event.AddWhole(logEvent);
            else _event.Add(logEvent);
            _event.SetHint(hint);
            var captured = _event[0];
            var stream = _router.Route(in captured);
            _packer.Add(stream, in captured, logEvent.Timestamp.ToUnixTimeMilliseconds(), due: 0, deadline: 0, out _);
            _packer.SealDue(stream, long.MaxValue);
            var batch = stream.Sealed.First!;
            try
            {
                // Away from the caller's context, so that what the client logs is refused, here and in every other sink.
                Task.Run(() => PutAsync(batch)).GetAwaiter().GetResult();
            }
            finally
            {
                _pool.Return(batch);
                _event.Clear();
            }
        }
    }

    public void Dispose() => _client.Dispose();

    async Task PutAsync(PackedBatch batch)
    {
        using var call = _scope.Enter();
        CloudWatchLogsException? missing = null;
        while (true)
        {
            try
            {
                var response = await _client.PutLogEventsAsync(
                    new PutLogEventsRequest(batch.Stream.LogGroup, batch.Stream.Name, batch.Body), CancellationToken.None).ConfigureAwait(false);
                ThrowIfRejected(response);
                return;
            }
            catch (CloudWatchLogsException ex) when (ex.ErrorClass == CloudWatchLogsErrorClass.NotFound && missing is null && _options.CreateLogStream)
            {
                missing = ex;
            }

            if (await _provisioner.TryProvisionAsync(batch.Stream.Name, CancellationToken.None).ConfigureAwait(false) is { } error) throw error;
        }
    }

    static void ThrowIfRejected(PutLogEventsResponse response)
    {
        foreach (var (reason, _, _) in RejectedRanges.From(response, 1).Runs())
        {
            var rule = reason switch
            {
                CloudWatchFailureReason.TooOld => "it is more than 14 days old",
                CloudWatchFailureReason.Expired => "it is older than the log group's retention",
                _ => "it is more than 2 hours in the future",
            };
            throw new CloudWatchLogsException($"The service rejected the event: {rule}.", null, "RejectedLogEvents", CloudWatchLogsErrorClass.Invalid);
        }
    }
}

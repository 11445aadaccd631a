using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Entities;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Caller;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Puts each event on its own while the caller waits: the caller must see every failure, so nothing is retried or swallowed.
sealed class AuditCloudWatchSink : ILogEventSink, IDisposable
{
    readonly EmitSettings _settings;
    readonly ICloudWatchLogsClient _client;
    readonly StreamNameTemplate _template;
    readonly StreamTable _streams = new();
    readonly BatchPool _pool;
    readonly BatchPacker _packer;
    readonly CallerSource _source;
    readonly StreamProvisioner _provisioner;
    readonly EntityRejections _entities;
    readonly SinkScope _scope;
    readonly object _gate = new();

    public AuditCloudWatchSink(CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        _settings = new EmitSettings(options, EntityFinder.MemberOf(options));
        _client = client;
        _template = template;
        _scope = SinkScope.OwnCallsOf(this);
        var reporter = new FailureReporter(this, new SinkLedger(), options.TimeProvider, options.OnFailure, null);
        _pool = new BatchPool(_settings);
        _packer = new BatchPacker(_settings, _streams, _pool);
        _source = new CallerSource(new StreamRouter(template, _settings, reporter.Report, _streams.TryForget), renderer, []);
        _provisioner = new StreamProvisioner(client, _settings, reporter.Report);
        _entities = new EntityRejections(new Failures(_settings.LogGroup), reporter);
    }

    // Throws CloudWatchLogsException if the service did not store the event or could not be reached.
    public void Emit(LogEvent logEvent)
    {
        // A value or a formatter that logs while its event is being written would re-enter here.
        if (SinkScope.Refuses(this) || Monitor.IsEntered(_gate)) return;
        if (TailedMessageTemplate.OriginOf(logEvent) is { } origin && origin.IsFrom(_settings.LogGroup, _client.Endpoint, _client.Location.Account)) return;
        var hint = _template.HintOf(logEvent);
        lock (_gate)
        {
            var stream = _streams.Of(_source.Fill(logEvent, hint, _packer));
            stream.SealAll();
            var batch = stream.Sealed.First!;
            try
            {
                // Outside the caller's context, so that events logged by the client are refused, here and in every other sink.
                Task.Run(() => PutAsync(batch)).GetAwaiter().GetResult();
            }
            finally
            {
                _pool.Return(batch);
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
                var response = await _provisioner.Update.PutAsync(
                    new PutLogEventsRequest(_settings.LogGroup, batch.Stream.Name, batch.Body), CancellationToken.None).ConfigureAwait(false);
                _entities.Look(response);
                ThrowIfRejected(response);
                return;
            }
            catch (CloudWatchLogsException ex) when (ex.ErrorClass == CloudWatchLogsErrorClass.NotFound && missing is null && _settings.MayCreateLogStream)
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
            throw new CloudWatchLogsException(
                $"The service rejected the event: it is {Failures.RuleBroken(reason)}.", null, "RejectedLogEvents", CloudWatchLogsErrorClass.Invalid);
        }
    }
}

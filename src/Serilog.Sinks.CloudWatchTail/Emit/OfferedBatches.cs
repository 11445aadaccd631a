using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
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

// Handles batches that Serilog's batching offers, and offers again after a failure, with more events or not at all. Remembers by identity which
// events of the last offer are settled, so that none is sent twice and none is forgotten.
sealed class OfferedBatches : IDisposable
{
    readonly CloudWatchSinkOptions _options;
    readonly ICloudWatchLogsClient _client;
    readonly StreamNameTemplate _template;
    readonly FailureReporter _reporter;
    readonly Failures _failures;
    readonly StreamTable _streams = new();
    readonly BatchPool _pool;
    readonly BatchPacker _packer;
    readonly CallerSource _source;
    readonly DirectDelivery _delivery;
    readonly SinkScope _scope;

    // Events of the last offer, if it failed.
    readonly HashSet<LogEvent> _settled = new(ReferenceEqualityComparer.Instance);
    readonly List<LogEvent> _unsettled = [];

    public OfferedBatches(CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        var settings = new EmitSettings(options, EntityFinder.MemberOf(options));
        _options = options;
        _client = client;
        _template = template;
        _scope = SinkScope.OwnCallsOf(this);
        _reporter = new FailureReporter(this, new SinkLedger(), options.TimeProvider, options.OnFailure, options.Fallback);
        _failures = new Failures(settings.LogGroup);
        _pool = new BatchPool(settings);
        _packer = new BatchPacker(settings, _streams, _pool);
        _source = new CallerSource(new StreamRouter(template, settings, _reporter.Report, _streams.TryForget), renderer, _settled);
        _delivery = new DirectDelivery(client, settings, _packer, _pool, _reporter);
    }

    public async Task SendAsync(IReadOnlyCollection<LogEvent> offered)
    {
        _scope.Enter();
        ReportMissing(offered);
        foreach (var logEvent in offered)
        {
            if (!_settled.Contains(logEvent) && !(IsForUs(logEvent) && TryPack(logEvent))) _settled.Add(logEvent);
        }

        CloudWatchLogsException? error = null;
        foreach (var stream in _streams.All) error = await SendAsync(stream).ConfigureAwait(false) ?? error;

        _unsettled.Clear();
        if (error is null)
        {
            _settled.Clear();
            return;
        }

        _unsettled.AddRange(offered.Where(e => !_settled.Contains(e)));
        _settled.IntersectWith(offered);
        throw error;
    }

    public void SetFailureListener(ILoggingFailureListener failureListener) => _reporter.SetListener(failureListener);

    public void Dispose()
    {
        GiveUp([.. _unsettled], CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit);
        _unsettled.Clear();
        _reporter.Dispose();
        _client.Dispose();
    }

    // A failure ends a stream's turn, so that its events keep their order.
    async Task<CloudWatchLogsException?> SendAsync(StreamBatches stream)
    {
        stream.SealAll();
        CloudWatchLogsException? error = null;
        while (stream.Sealed.First is { } first)
        {
            stream.Sealed.Remove(first);
            if (error is null) error = await _delivery.SendAsync(first).ConfigureAwait(false);
            else _pool.Return(first);
        }

        return error;
    }

    // If an offer lacks events of the failed one before it, the batching has dropped them.
    void ReportMissing(IReadOnlyCollection<LogEvent> offered)
    {
        if (_unsettled.Count == 0) return;
        var again = new HashSet<LogEvent>(offered, ReferenceEqualityComparer.Instance);
        GiveUp([.. _unsettled.Where(e => !again.Contains(e))], CloudWatchFailureKind.Permanent, CloudWatchFailureReason.RetryTimeLimit);
        _unsettled.Clear();
        _settled.IntersectWith(again);
    }

    void GiveUp(LogEvent[] events, CloudWatchFailureKind kind, CloudWatchFailureReason reason)
    {
        if (events.Length > 0) _reporter.ReportBesideListener(_failures.OfferedNoMore(events, kind, reason));
    }

    bool IsForUs(LogEvent logEvent) =>
        logEvent.Level >= (_options.LevelSwitch?.MinimumLevel ?? _options.RestrictedToMinimumLevel)
        && !(TailedMessageTemplate.OriginOf(logEvent) is { } origin && origin.IsFrom(_options.LogGroup, _client.Endpoint, _client.Location.Account));

    bool TryPack(LogEvent logEvent)
    {
        try
        {
            if (logEvent.Timestamp.ToUnixTimeMilliseconds() >= 0)
            {
                _source.Fill(logEvent, _template.HintOf(logEvent, onItsThread: false), _packer);
                return true;
            }

            _reporter.Report(_failures.InvalidEvent(logEvent, Failures.Before1970));
        }
        catch (Exception ex)
        {
            _reporter.Report(_failures.InvalidEvent(logEvent, Failures.CannotBePacked, exception: ex));
        }

        return false;
    }
}

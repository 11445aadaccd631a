using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// Batches that Serilog's engine offers, and offers again after a failure: with more events behind them, or no more at all. Which events of the
/// last offer are settled is remembered by their identity, so that none is sent twice and none is forgotten.
/// </summary>
sealed class OfferedBatches : IDisposable
{
    readonly CloudWatchSinkOptions _options;
    readonly ICloudWatchLogsClient _client;
    readonly FailureReporter _reporter;
    readonly StreamRouter _router;
    readonly StreamNameTemplate _template;
    readonly LogEventPacker _packer;
    readonly BatchPool _pool = new();
    readonly DirectDelivery _delivery;
    readonly SinkScope _scope;
    readonly CapturedEvents _event = new();

    // Of the last offer, if it failed.
    readonly HashSet<LogEvent> _settled = new(ReferenceEqualityComparer.Instance);
    readonly List<LogEvent> _unsettled = [];

    public OfferedBatches(CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        _options = options;
        _client = client;
        _template = template;
        _scope = SinkScope.OwnCallsOf(this);
        _reporter = new FailureReporter(this, new SinkLedger(), options.TimeProvider, options.OnFailure, options.Fallback);
        _router = new StreamRouter(template, options, _reporter.Report);
        _packer = new LogEventPacker(renderer, new PutLogEventsLimits(options.BatchSizeLimit, options.BatchSizeLimitBytes), options.EventSizeLimitBytes, _pool);
        _delivery = new DirectDelivery(client, options, _packer, _pool, _reporter);
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
        foreach (var stream in _router.Streams) error = await SendAsync(stream).ConfigureAwait(false) ?? error;

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
        GiveUp(_unsettled.ToArray(), CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit);
        _unsettled.Clear();
        _reporter.Dispose();
        _client.Dispose();
    }

    // A failure ends a stream's turn, so that its events keep their order.
    async Task<CloudWatchLogsException?> SendAsync(LogStream stream)
    {
        _packer.SealDue(stream, long.MaxValue);
        CloudWatchLogsException? error = null;
        while (stream.Sealed.First is { } first)
        {
            stream.Sealed.Remove(first);
            if (error is null) error = await _delivery.SendAsync(first, _settled).ConfigureAwait(false);
            else _pool.Return(first);
        }

        return error;
    }

    // An offer that leaves out events of the failed one before it: the engine has dropped them.
    void ReportMissing(IReadOnlyCollection<LogEvent> offered)
    {
        if (_unsettled.Count == 0) return;
        var again = new HashSet<LogEvent>(offered, ReferenceEqualityComparer.Instance);
        GiveUp(_unsettled.Where(e => !again.Contains(e)).ToArray(), CloudWatchFailureKind.Permanent, CloudWatchFailureReason.RetryTimeLimit);
        _unsettled.Clear();
        _settled.IntersectWith(again);
    }

    void GiveUp(LogEvent[] events, CloudWatchFailureKind kind, CloudWatchFailureReason reason)
    {
        if (events.Length == 0) return;
        var message = $"{events.Length} event(s) for {_options.LogGroup} are lost: they could not be sent, and Serilog's batching offers them no more.";
        _reporter.ReportBesideListener(new CloudWatchFailure(kind, reason, message, events.Length, events, _options.LogGroup));
    }

    bool IsForUs(LogEvent logEvent) =>
        logEvent.Level >= (_options.LevelSwitch?.MinimumLevel ?? _options.RestrictedToMinimumLevel)
        && !(TailedMessageTemplate.OriginOf(logEvent) is { } origin && origin.LogGroup == _options.LogGroup && origin.Endpoint == _client.Endpoint);

    bool TryPack(LogEvent logEvent)
    {
        var timestamp = logEvent.Timestamp.ToUnixTimeMilliseconds();
        if (timestamp < 0)
        {
            _delivery.ReportInvalid([logEvent], null, "its time is before 1970, which the service does not take");
            return false;
        }

        try
        {
            // Whole, so that a batch gives back the very event that was offered.
            _event.Clear();
            _event.AddWhole(logEvent);
            _event.SetHint(_template.HintOf(logEvent, onItsThread: false));
            var captured = _event[0];
            _packer.Add(_router.Route(in captured), in captured, timestamp, due: 0, deadline: 0, out _);
            return true;
        }
        catch (Exception ex)
        {
            _delivery.ReportInvalid([logEvent], null, "it could not be packed", ex);
            return false;
        }
    }
}

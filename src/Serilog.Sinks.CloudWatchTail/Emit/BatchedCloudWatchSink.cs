using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The sink's front door: accepts events from any thread, and shuts down in order.
sealed class BatchedCloudWatchSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    readonly CloudWatchSinkOptions _options;
    readonly LoggingLevelSwitch? _levelSwitch;
    readonly LogEventLevel _minimumLevel;
    readonly ICloudWatchLogsClient _client;
    readonly EmitWiring _stages;
    readonly IEventSource _source;
    readonly TraceDetails? _details;
    readonly Action<LogEvent> _addLate;
    readonly SinkLedger _ledger;
    readonly Task _ended;
    int _stopping;

    public BatchedCloudWatchSink(CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        _options = options;
        _levelSwitch = options.LevelSwitch;
        _minimumLevel = options.RestrictedToMinimumLevel;
        _client = client;
        _stages = new EmitWiring(this, options, client, template, renderer);
        _source = _stages.Source;
        _details = _stages.Details;
        _addLate = AddLate;
        _ledger = _stages.Gauges.Ledger;
        _ended = LoopThread.Start(RunToTheEnd);
        LiveSinks.Add(this);
    }

    public SinkGauges Gauges => _stages.Gauges;

    // The sink's copy of the options.
    public CloudWatchSinkOptions Options => _options;

    public TimeSpan ShutdownTimeLimit => _options.ShutdownTimeLimit;

    // Whether the sink has ended and nothing waits in it any more.
    public bool HasEnded => _ended.IsCompleted;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Emit(LogEvent logEvent)
    {
        // Checked here rather than in a wrapper of Serilog's, which before Serilog 4.4 does not pass the failure listener to the sink.
        var isDetail = logEvent.Level < (_levelSwitch?.MinimumLevel ?? _minimumLevel);
        if (isDetail && (_details is null || logEvent.Level < _details.Level)) return;
        if (SinkScope.Refuses(this) || CameFromHere(logEvent)) _ledger.AddSuppressed();
        else if (_details is not null && !_details.Admit(logEvent, isDetail, _addLate)) return;
        else if (!_source.TryAccept(logEvent)) AddLate(logEvent);
    }

    // Serilog calls this during the logger's configuration, inside WriteTo.FallbackChain and WriteTo.Fallible.
    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        ArgumentNullException.ThrowIfNull(failureListener);
        _stages.Reporter.SetListener(failureListener);
    }

    // Completes when everything emitted before the call is delivered or reported.
    public Task FlushAsync(CancellationToken cancellationToken) => LiveSinks.FlushAsync([this], cancellationToken);

    // The same, for one of several sinks that a caller waits for.
    public void Flush(FlushWait wait)
    {
        if (HasEnded) wait.CompleteOne();
        else _stages.Loop.Flush(wait);
    }

    public void Dispose()
    {
        var stopped = StopAsync(_options.ShutdownTimeLimit);

        // When called from the loop itself, through a callback, the loop would wait for its own end.
        if (!SinkScope.IsInside(this)) stopped.GetAwaiter().GetResult();
    }

    public ValueTask DisposeAsync() => new(StopAsync(_options.ShutdownTimeLimit));

    // Drains and ends the sink. The first call sets the limit; later calls wait for the same end.
    public Task StopAsync(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 1) return _ended;
        _details?.Close();
        _source.Close();
        var ticks = _options.TimeProvider.ToTimestampTicks(limit);
        _stages.Loop.Stop(new ShutdownPlan(_options.TimeProvider.GetTimestamp() + ticks, ticks));
        return _ended;
    }

    // Everything runs on the loop's thread, because callers that wait for the end may hold every pool thread.
    void RunToTheEnd()
    {
        try
        {
            _stages.Loop.Run();
        }
        finally
        {
            _stages.End();
            LiveSinks.Remove(this);
        }
    }

    // The origin is in the event itself, so that no copy and no change of thread loses it.
    bool CameFromHere(LogEvent logEvent) =>
        TailedMessageTemplate.OriginOf(logEvent) is { } origin
        && origin.IsFrom(_options.LogGroup, _client.Endpoint, _client.Location.Account);

    void AddLate(LogEvent logEvent)
    {
        SinkMetrics.CountLate(_stages.Gauges);
        _stages.Late.Add(logEvent);
    }
}

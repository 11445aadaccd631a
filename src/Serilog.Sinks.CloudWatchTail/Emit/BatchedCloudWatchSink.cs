using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>The front door: takes events from any thread, and ends in order.</summary>
sealed class BatchedCloudWatchSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    readonly CloudWatchSinkOptions _options;
    readonly LoggingLevelSwitch? _levelSwitch;
    readonly LogEventLevel _minimumLevel;
    readonly ICloudWatchLogsClient _client;
    readonly EmitWiring _stages;
    readonly IEventSource _source;
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
        _ledger = _stages.Gauges.Ledger;
        _ended = LoopThread.Start(RunToTheEnd);
        LiveSinks.Add(this);
    }

    public SinkGauges Gauges => _stages.Gauges;

    /// <summary>The copy of the options that the sink keeps.</summary>
    public CloudWatchSinkOptions Options => _options;

    public TimeSpan ShutdownTimeLimit => _options.ShutdownTimeLimit;

    /// <summary>Whether nothing waits here any more, for good.</summary>
    public bool HasEnded => _ended.IsCompleted;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Emit(LogEvent logEvent)
    {
        // Here, and not in a wrapper of Serilog's: before Serilog 4.4 that keeps the failure listener from the sink.
        if (logEvent.Level < (_levelSwitch?.MinimumLevel ?? _minimumLevel)) return;
        if (SinkScope.Refuses(this) || CameFromHere(logEvent)) _ledger.AddSuppressed();
        else if (!_source.TryAccept(logEvent)) AddLate(logEvent);
    }

    /// <summary>Serilog calls this while the logger is being configured, inside <c>WriteTo.FallbackChain</c> and <c>WriteTo.Fallible</c>.</summary>
    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        ArgumentNullException.ThrowIfNull(failureListener);
        _stages.Reporter.SetListener(failureListener);
    }

    /// <summary>Completes when all that was emitted before the call is delivered or reported.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => LiveSinks.FlushAsync([this], cancellationToken);

    /// <summary>The same for one of several sinks that a caller waits for.</summary>
    public void Flush(FlushWait wait)
    {
        if (HasEnded) wait.CompleteOne();
        else _stages.Loop.Flush(wait);
    }

    public void Dispose()
    {
        var stopped = StopAsync(_options.ShutdownTimeLimit);

        // Called from the loop itself, through a callback: the loop would wait for its own end.
        if (!SinkScope.IsInside(this)) stopped.GetAwaiter().GetResult();
    }

    public ValueTask DisposeAsync() => new(StopAsync(_options.ShutdownTimeLimit));

    /// <summary>Drains and ends the sink. The first call's limit counts; later calls wait for the same end.</summary>
    public Task StopAsync(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 1) return _ended;
        _source.Close();
        var ticks = _options.TimeProvider.ToTimestampTicks(limit);
        _stages.Loop.Stop(new ShutdownPlan(_options.TimeProvider.GetTimestamp() + ticks, ticks));
        return _ended;
    }

    // All on the loop's own thread: callers that wait for the end may hold every thread of the pool.
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

    // The origin sits in the event itself, so that no copy and no other thread loses it.
    bool CameFromHere(LogEvent logEvent) =>
        TailedMessageTemplate.OriginOf(logEvent) is { } origin
        && origin.IsFrom(_options.LogGroup, _client.Endpoint, _client.Location.Account);

    void AddLate(LogEvent logEvent)
    {
        SinkMetrics.CountLate(_stages.Gauges);
        _stages.Late.Add(logEvent);
    }
}

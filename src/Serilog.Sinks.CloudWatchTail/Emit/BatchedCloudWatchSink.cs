using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Durable;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>The front door: takes events from any thread, and wires the stages behind it.</summary>
sealed class BatchedCloudWatchSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    /// <summary>The loop is woken when this many events have come, well before the first of them fill a batch.</summary>
    public const int WakeAtEvents = 4_096;

    readonly CloudWatchSinkOptions _options;
    readonly LoggingLevelSwitch? _levelSwitch;
    readonly LogEventLevel _minimumLevel;
    readonly ICloudWatchLogsClient _client;
    readonly EventQueue _queue;
    readonly DurableBuffer? _buffer;
    readonly Backlog? _backlog;
    readonly LoopSignal _signal;
    readonly BatchLoop _loop;
    readonly BatchShipper _shipper;
    readonly FailureReporter _reporter;
    readonly LateEvents _late;
    readonly Task _ended;
    int _stopping;

    public BatchedCloudWatchSink(CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        _options = options;
        _levelSwitch = options.LevelSwitch;
        _minimumLevel = options.RestrictedToMinimumLevel;
        _client = client;
        Ledger = new SinkLedger();
        _reporter = new FailureReporter(this, Ledger, options.TimeProvider, options.OnFailure, options.Fallback);
        _signal = new LoopSignal(options.TimeProvider);
        _queue = new EventQueue(options.QueueLimit, options.QueueLimitBytes, options.BlockWhenFull, WakeAtEvents, options.FlushAtLevel, _signal, Ledger, renderer.WantsWhole, template);
        _late = new LateEvents(_reporter, options.LogGroup!, Math.Max(1, options.QueueLimitBytes / Refusals.Share));
        var pool = new BatchPool();
        var limits = new PutLogEventsLimits(options.BatchSizeLimit, options.BatchSizeLimitBytes);
        var packer = new LogEventPacker(renderer, limits, options.EventSizeLimitBytes, pool);
        var router = new StreamRouter(template, options, _reporter.Report);
        if (options.BufferBaseFilename is not null)
        {
            var place = client.Location;
            var destination = new BufferDestination(place.Endpoint, place.Region, place.Account, options.LogGroup!);
            _buffer = new DurableBuffer(options, destination, template, renderer, WakeAtEvents, _signal);
            _backlog = new Backlog(options, _buffer, router, packer, _reporter);
        }

        var outcomes = new OutcomeHandler(_reporter, Ledger, _queue, packer, pool, options.TimeProvider, options.LogGroup!, _backlog);
        var scope = SinkScope.OwnCallsOf(this);
        _shipper = new BatchShipper(client, options, packer, outcomes, router, Ledger, _signal, scope);
        var refusals = new RefusalReport(_queue, _reporter, Ledger, options);
        var pump = new QueuePump(_queue, router, packer, _shipper, outcomes, refusals, options);
        _loop = new BatchLoop(_queue, pump, router, _shipper, refusals, pool, _signal, scope, options,
            _backlog is null ? null : new BacklogPump(_backlog, _shipper, router, options));
        _ended = LoopThread.Start(RunToTheEnd);
        LiveSinks.Add(this);
    }

    public SinkLedger Ledger { get; }

    public CloudWatchSinkOptions Options => _options;

    public string LogGroup => _options.LogGroup!;

    public long Emitted => _queue.Emitted + (_buffer?.Appended ?? 0) + Ledger.Late;

    /// <summary>Events that an earlier process left on the disk: emitted + recovered = delivered + lost + waiting.</summary>
    public long Recovered => _backlog?.Recovered ?? 0;

    /// <summary>Those of the recovered events that an earlier sink of this process had left.</summary>
    public long Inherited => _backlog?.Inherited ?? 0;

    public long Waiting => Counts().Waiting;

    public long WaitingOnDisk => Counts().WaitingOnDisk;

    /// <summary>What is kept in memory for events, roughly, in bytes.</summary>
    public long WaitingBytes => _queue.WaitingBytes;

    public long BytesOnDisk => _backlog?.Bytes ?? 0;

    /// <summary>How long the oldest event on the disk has been there for.</summary>
    public TimeSpan OldestOnDisk => _backlog?.OldestTime() is { } time ? _options.TimeProvider.GetUtcNow() - time : TimeSpan.Zero;

    /// <summary>Whether the last call could not be sent for want of any credentials.</summary>
    public bool IsWithoutCredentials => _shipper.IsWithoutCredentials;

    public int CallsUnderWay => _shipper.CallsUnderWay;

    public TimeSpan ShutdownTimeLimit => _options.ShutdownTimeLimit;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Emit(LogEvent logEvent)
    {
        // Here, and not in a wrapper of Serilog's: before Serilog 4.4 that keeps the failure listener from the sink.
        if (logEvent.Level < (_levelSwitch?.MinimumLevel ?? _minimumLevel)) return;
        if (SinkScope.Refuses(this) || CameFromHere(logEvent))
        {
            Ledger.AddSuppressed();
            return;
        }

        if (_buffer is not null && TryAppend(_buffer, logEvent)) return;
        try
        {
            if (!_queue.TryEnqueue(logEvent)) AddLate(logEvent);
        }
        catch (OutOfMemoryException)
        {
            _queue.Refused.AddNumber();
        }
    }

    /// <summary>From here on the counts are looked at. Called under the gate of the metrics.</summary>
    public void GoLive() => _backlog?.GoLive();

    /// <summary>All counts, at one moment.</summary>
    public SinkCounts Counts()
    {
        lock (Ledger.Gate)
        {
            // What is on the disk waits until it is counted as delivered or lost, whatever is being done with it.
            var (appended, recovered) = (_buffer?.Appended ?? 0, Recovered);
            var onDisk = appended + recovered - Ledger.SettledOnDisk;
            return new SinkCounts(
                _queue.Emitted + appended + Ledger.Late, recovered, Ledger.Delivered, Ledger.LostByReason(), _queue.Waiting + onDisk, onDisk);
        }
    }

    /// <summary>Serilog calls this while the logger is being configured, inside <c>WriteTo.FallbackChain</c> and <c>WriteTo.Fallible</c>.</summary>
    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        ArgumentNullException.ThrowIfNull(failureListener);
        _reporter.SetListener(failureListener);
    }

    /// <summary>Completes when all that was emitted before the call is delivered or reported.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => LiveSinks.FlushAsync([this], cancellationToken);

    /// <summary>The same for one of several sinks that somebody waits for.</summary>
    public void Flush(FlushWait wait)
    {
        if (HasEnded) wait.CompleteOne();
        else _loop.Flush(wait);
    }

    /// <summary>Whether nothing waits here any more, for good.</summary>
    public bool HasEnded => _ended.IsCompleted;

    public void Dispose()
    {
        var stopped = StopAsync(_options.ShutdownTimeLimit);

        // Called from the loop itself, through a callback: waiting would be waiting for oneself.
        if (!SinkScope.IsInside(this)) stopped.GetAwaiter().GetResult();
    }

    public ValueTask DisposeAsync() => new(StopAsync(_options.ShutdownTimeLimit));

    /// <summary>Drains and ends the sink. The first call's limit counts; later calls wait for the same end.</summary>
    public Task StopAsync(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 1) return _ended;
        _backlog?.Close();
        _queue.Close();
        var timeProvider = _options.TimeProvider;
        var ticks = timeProvider.ToTimestampTicks(limit);
        _loop.Stop(new ShutdownPlan(timeProvider.GetTimestamp() + ticks, ticks));
        return _ended;
    }

    // All on the loop's own thread: whoever waits for the end may hold every thread of the pool.
    void RunToTheEnd()
    {
        try
        {
            _loop.Run();
        }
        finally
        {
            _shipper.Dispose();

            // Before the files are free for the next sink, so that the events which it finds there count once.
            _backlog?.Finish();
            SinkMetrics.Retire(this, _backlog?.Left() ?? []);
            _backlog?.Dispose();
            _signal.Dispose();
            _reporter.Dispose();
            LiveSinks.Remove(this);
        }
    }

    /// <summary>True when the event needs nothing more: it is on the disk, or must not get there.</summary>
    bool TryAppend(DurableBuffer buffer, LogEvent logEvent)
    {
        if (RecordComposer.IsComposing)
        {
            Ledger.AddSuppressed();
            return true;
        }

        try
        {
            return buffer.TryAppend(logEvent);
        }
        catch (Exception ex)
        {
            // Whatever it is, it must not reach whoever logs.
            SafeSelfLog.WriteLine("an event could not be put on the disk and waits in memory: {0}", ex);
            return false;
        }
    }

    // The origin sits in the event itself, so that no copy and no other thread loses it.
    bool CameFromHere(LogEvent logEvent) =>
        TailedMessageTemplate.OriginOf(logEvent) is { } origin
        && origin.LogGroup == _options.LogGroup
        && origin.Endpoint == _client.Endpoint;

    void AddLate(LogEvent logEvent)
    {
        SinkMetrics.CountLate(this);
        _late.Add(logEvent);
    }
}

using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// One run of a tail, from its start to its last message: the network side on its own loops, the consumer's side in NextAsync. Cancellation or a fatal
// failure ends the network side; then the remaining messages are handed over within ShutdownTimeLimit.
sealed class TailRun
{
    // Callbacks should be quick; one that hangs must not keep the tail from ending.
    static readonly TimeSpan LastNoticesLimit = TimeSpan.FromSeconds(5);

    readonly CloudWatchLiveTailOptions _options;
    readonly TailServices _services;
    readonly TailStateBoard _state;
    readonly HandoffQueue _handOff;
    // Never disposed: a caller may cancel after the end, and they hold no timer.
    readonly CancellationTokenSource _stop = new();
    readonly CancellationTokenSource _finished = new();
    TailPipeline[] _pipelines = [];
    CheckpointKeeper? _checkpoint;
    long _handedOver;
    volatile bool _abandoned;

    public TailRun(CloudWatchLiveTailOptions options, TailServices services, TailStateBoard state)
    {
        _options = options;
        _services = services;
        _state = state;
        _handOff = new HandoffQueue(options.QueueLimit, options.QueueLimitBytes);
    }

    // Why the network side failed; null if it was cancelled or finished.
    public Exception? Failure { get; private set; }

    public TailClock Clock => _services.Clock;

    // Completes, never faulted, when the network side has ended.
    public Task Network { get; private set; } = Task.CompletedTask;

    // Completes, never faulted, when ShutdownTimeLimit has passed after a cancellation or failure, counted from the end of the network side.
    public Task Deadline { get; private set; } = Task.CompletedTask;

    public void Start()
    {
        // The loops outlive the call that starts them and must not carry its context along.
        using var _ = ExecutionContext.SuppressFlow();
        _services.Client.TimeObserver = Clock;
        Network = Task.Run(RunNetworkAsync);
        Deadline = Task.Run(RunDeadlineAsync);
    }

    public void Stop() => _stop.Cancel();

    // Returns the next message, or null when all messages are handed over or ShutdownTimeLimit has passed.
    public async ValueTask<TailedMessage?> NextAsync()
    {
        while (!_abandoned)
        {
            Volatile.Read(ref _checkpoint)?.WriteReached();
            if (_handOff.TryDequeue(out var message)) return message;
            if (!await _handOff.WaitAsync().ConfigureAwait(false)) break;
        }

        return null;
    }

    public void CountHandedOver() => Interlocked.Increment(ref _handedOver);

    // Ends the run: counts the messages that were not handed over and delivers the last notices.
    public async Task FinishAsync()
    {
        Stop();
        await Network.ConfigureAwait(false);
        _abandoned = true;
        await _finished.CancelAsync().ConfigureAwait(false);

        var left = _handOff.DropAll();
        if (_handOff.TakeDroppedCount() is > 0 and var dropped) _services.Notices.Raise(new CloudWatchLiveTailNotice.EventsDropped { EventCount = dropped });
        _checkpoint?.WriteLast(_pipelines.SelectMany(pipeline => pipeline.LastCheckpoint(left)));

        _state.Stop();
        _services.Notices.Raise(new CloudWatchLiveTailNotice.Ended { EventCount = Interlocked.Read(ref _handedOver), Exception = Failure });
        await _services.Notices.CompleteAsync().WaitAsync(LastNoticesLimit, _services.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task RunNetworkAsync()
    {
        try
        {
            await TailAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (_stop.IsCancellationRequested && exception is (OperationCanceledException or ObjectDisposedException))
        {
            // The client may be disposed before the run that it was disposed with has started.
        }
        catch (Exception exception)
        {
            Failure = exception;
            await _stop.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            _handOff.Complete();
        }
    }

    async Task RunDeadlineAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, _services.TimeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Network.ConfigureAwait(false);
        await Task.Delay(_options.ShutdownTimeLimit, _services.TimeProvider, _finished.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _abandoned = true;
    }

    async Task TailAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var resolver = new LogGroupResolver(_options, _services);
        var groups = await resolver.ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (_options.Backfill || _options.Since is not null || _options.StartTime is not null)
            await new ClockCheck(_services).RunAsync(groups[0], cancellationToken).ConfigureAwait(false);
        var began = new TailMoment(TimeSpan.Zero, Clock.NoLaterThan(TimeSpan.Zero));
        var start = new TailStart(_options.StartTime ?? Before(began.Time, _options.Since), began.Time);
        var file = _options.CheckpointFile is { } path ? new TailCheckpointFile(path, _services.Notices) : null;
        var left = file?.Read(Clock.Now.Time);
        var fingerprints = new Fingerprints(left?.FingerprintKey ?? Fingerprints.NewKey());
        if (file is not null)
        {
            left = left?.Only(groups);
            Volatile.Write(ref _checkpoint, new CheckpointKeeper(file, left, fingerprints.Key, _handOff, Clock));
        }

        var parts = new TailRunParts(
            start, began, left, _checkpoint, fingerprints, _handOff, new StartPacer(_services.TimeProvider), new QueryPacer(_services), _state, _services);
        var sessions = SessionPartition.Partition(groups);
        _state.SetSessionCount(sessions.Count);
        _pipelines = [.. sessions.Select((session, index) => new TailPipeline(index, session, _options, parts))];
        await LoopGroup.RunAsync(_pipelines.Select(pipeline => (Func<CancellationToken, Task>)pipeline.RunAsync), cancellationToken).ConfigureAwait(false);
    }

    // An age may reach back before 1970, where the service's timestamps begin.
    static DateTimeOffset? Before(DateTimeOffset now, TimeSpan? age) =>
        age > now - DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : now - age;
}

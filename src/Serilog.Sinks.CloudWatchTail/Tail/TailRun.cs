using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;
using Serilog.Sinks.CloudWatchTail.Tail.Resume;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>
/// One run of a tail, from its start to its last message: the network side on loops of its own, the consumer's side in
/// <see cref="NextAsync"/>. The network side ends by cancellation or by a refusal for good; then the rest is handed over, within the limit.
/// </summary>
sealed class TailRun
{
    readonly CloudWatchLiveTailOptions _options;
    readonly TailServices _services;
    readonly TailStateBoard _state;
    readonly HandOff _handOff;
    // Never disposed: whoever cancels may come after the end, and it holds no timer.
    readonly CancellationTokenSource _stop = new();
    Task _network = Task.CompletedTask;
    TailPipeline[] _pipelines = [];
    CheckpointKeeper? _checkpoint;
    long _handedOver;
    long _deadline = long.MaxValue;
    volatile bool _abandoned;

    public TailRun(CloudWatchLiveTailOptions options, TailServices services, TailStateBoard state)
    {
        _options = options;
        _services = services;
        _state = state;
        _handOff = new HandOff(options.QueueLimit, options.QueueLimitBytes);
    }

    /// <summary>Why the network side ended, unless it was cancelled.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Completes when the network side has ended; it never fails.</summary>
    public Task Network => _network;

    public void Start() => _network = Task.Run(RunNetworkAsync);

    public void Stop() => _stop.Cancel();

    /// <summary>The next message; null when there is none any more, or when the time for handing over has passed.</summary>
    public async ValueTask<TailedMessage?> NextAsync()
    {
        while (true)
        {
            if (_abandoned || _services.TimeProvider.GetTimestamp() >= Volatile.Read(ref _deadline)) return null;
            Volatile.Read(ref _checkpoint)?.WriteReached();
            if (_handOff.TryDequeue(out var message))
            {
                Interlocked.Increment(ref _handedOver);
                return message;
            }

            if (!await _handOff.WaitAsync().ConfigureAwait(false)) return null;
        }
    }

    /// <summary>The consumer does not come back: nothing is handed over any more.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Ends the run: what was not handed over is counted, and the last notices are delivered.</summary>
    public async Task FinishAsync()
    {
        Stop();
        await _network.ConfigureAwait(false);
        var left = _handOff.ShedAll();
        if (_handOff.TakeShedCount() is > 0 and var shed) _services.Notices.Raise(new CloudWatchLiveTailNotice.EventsShed(shed));
        _checkpoint?.WriteLast(_pipelines.SelectMany(pipeline => pipeline.LastCheckpoint(left)));

        _state.Stop();
        _services.Notices.Raise(new CloudWatchLiveTailNotice.Ended(Interlocked.Read(ref _handedOver), Failure));
        // A callback that hangs must not keep the tail from ending.
        await _services.Notices.CompleteAsync().WaitAsync(_options.ShutdownTimeLimit, _services.TimeProvider)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task RunNetworkAsync()
    {
        try
        {
            await TailAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Failure = exception;
        }
        finally
        {
            var limit = _options.ShutdownTimeLimit.TotalSeconds * _services.TimeProvider.TimestampFrequency;
            Volatile.Write(ref _deadline, _services.TimeProvider.GetTimestamp() + (long)limit);
            _handOff.Complete();
        }
    }

    async Task TailAsync(CancellationToken cancellationToken)
    {
        _state.Start();
        var began = _services.Now;
        var start = new TailStart(_options.StartTime ?? began - _options.Since, began);
        var file = _options.CheckpointFile is { } path ? new CheckpointFile(path, _services.Notices) : null;
        var left = file?.Read();
        var fingerprints = new Fingerprints(left?.FingerprintKey ?? Fingerprints.NewKey());

        var groups = await ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (file is not null)
        {
            left = left is null ? null : left with { Groups = [.. left.Groups.Where(group => groups.Any(tailed => tailed.Arn == group.Arn))] };
            Volatile.Write(ref _checkpoint, new CheckpointKeeper(file, left, fingerprints.Key, _handOff, _services.TimeProvider));
        }

        var parts = new TailRunParts(
            start, left, _checkpoint, fingerprints, _handOff, new StartPacer(_services.TimeProvider), new QueryPacer(_services), _state, _services);
        var sessions = SessionPartition.Partition(groups);
        _state.SetSessionCount(sessions.Count);
        _pipelines = [.. sessions.Select((session, index) => new TailPipeline(index, session, _options, parts))];
        await LoopGroup.RunAsync(_pipelines.Select(pipeline => (Func<CancellationToken, Task>)pipeline.RunAsync), cancellationToken).ConfigureAwait(false);
    }

    async Task<IReadOnlyList<TailedGroup>> ResolveAsync(CancellationToken cancellationToken)
    {
        var resolver = new LogGroupResolver(_services.Client, _services.Notices);
        var grace = new NotFoundGrace(_options.NotFoundTimeLimit, _services.TimeProvider);
        var schedule = new ReconnectSchedule(_services.Randomizer);
        while (true)
        {
            TimeSpan delay;
            try
            {
                return await resolver.ResolveAsync(_options.LogGroups, cancellationToken).ConfigureAwait(false);
            }
            catch (CloudWatchLogsException exception) when (grace.IsWorthAnotherTry(exception))
            {
                delay = schedule.NextDelay(exception.ErrorClass == CloudWatchLogsErrorClass.Throttled);
                _services.Notices.Raise(new CloudWatchLiveTailNotice.Interrupted(
                    [.. _options.LogGroups], $"the log groups could not be looked up ({exception.ErrorCode}: {exception.Message})", exception, delay));
            }

            await Task.Delay(delay, _services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Tail;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// Replays a CloudWatch Logs Live Tail as Serilog events, into any logger or as a sequence. It keeps the tail alive, finds events that the service
/// did not show, and shows each event once. An event keeps its time, level, template, properties, trace ids and exception. It also carries its
/// origin, which <see cref="TailEnricher"/> makes visible, and by which <c>WriteTo.CloudWatch</c> refuses to write it back to its own log group.
/// </summary>
public sealed class CloudWatchLiveTail : IAsyncDisposable
{
    static readonly ILogger PropertyBinder = new LoggerConfiguration().CreateLogger();

    readonly CloudWatchLiveTailOptions _options;
    readonly ICloudWatchLogsClient _client;
    readonly TimeProvider _timeProvider;
    readonly Func<double> _randomizer;
    readonly TailStateBoard _state = new();
    readonly object _gate = new();
    TailRun? _run;
    Task _pumped = Task.CompletedTask;
    bool _disposed;

    /// <summary>Create a tail. Nothing is connected before it runs.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException">The service would refuse an option or a combination of options.</exception>
    public CloudWatchLiveTail(Action<CloudWatchLiveTailOptions> configure)
        : this(Configured(configure))
    {
    }

    /// <summary>Create a tail. Nothing is connected before it runs.</summary>
    /// <param name="options">The options; later changes to them have no effect.</param>
    /// <exception cref="ArgumentException">The service would refuse an option or a combination of options.</exception>
    public CloudWatchLiveTail(CloudWatchLiveTailOptions options)
        : this(Validated(options), CloudWatchLogsClient.Create(options.TailConnection()), TimeProvider.System, SystemRandom.NextDouble)
    {
    }

    internal CloudWatchLiveTail(CloudWatchLiveTailOptions options, ICloudWatchLogsClient client, TimeProvider timeProvider, Func<double> randomizer)
    {
        _options = Validated(options).Copy();
        _client = client;
        _timeProvider = timeProvider;
        _randomizer = randomizer;
    }

    /// <summary>What the tail is currently doing.</summary>
    public CloudWatchLiveTailState State => _state.State;

    /// <summary>
    /// Replay into a logger until cancelled, or, if <see cref="CloudWatchLiveTailOptions.Follow"/> is false, until the history has been handed over.
    /// Cancellation is the normal end and does not throw: the connection ends at once, received events are written for at most
    /// <see cref="CloudWatchLiveTailOptions.ShutdownTimeLimit"/>, and then the task completes. A failing sink of the logger does not end the tail.
    /// </summary>
    /// <param name="logger">The logger that receives the events, with its filters, level overrides and sinks.</param>
    /// <param name="cancellationToken">Ends the tail.</param>
    /// <exception cref="CloudWatchLogsException">The service refuses the tail at its start: access is denied, an option is invalid, or a log group does not exist. Once a session has been live, the tail retries instead.</exception>
    /// <exception cref="InvalidOperationException">The tail is already running.</exception>
    /// <exception cref="ObjectDisposedException">The tail has been disposed.</exception>
    public async Task RunAsync(ILogger logger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logger);
        var pumped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Begin(pumped.Task);
        try
        {
            using var stopping = cancellationToken.Register(run.Stop);
            run.Start();
            var pumping = StartPump(run, logger);

            // The pump ends by itself unless a sink blocks it.
            await Task.WhenAny(pumping, run.Deadline).ConfigureAwait(false);
            await End(run).ConfigureAwait(false);
            if (pumping.IsFaulted) await pumping.ConfigureAwait(false);
        }
        finally
        {
            pumped.TrySetResult();
        }

        if (run.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>
    /// Replay as a sequence. Cancellation ends it without an exception, after received events have been handed over, for at most
    /// <see cref="CloudWatchLiveTailOptions.ShutdownTimeLimit"/>. Leaving the loop ends the tail at once. Nothing starts or fails before the first
    /// event is requested.
    /// </summary>
    /// <param name="cancellationToken">Ends the tail.</param>
    /// <returns>The events from <see cref="CloudWatchLiveTailOptions.MinimumLevel"/> up, enriched, in the order in which they were found.</returns>
    /// <exception cref="CloudWatchLogsException">The service refuses the tail at its start: access is denied, an option is invalid, or a log group does not exist. Once a session has been live, the tail retries instead.</exception>
    /// <exception cref="InvalidOperationException">The tail is already running.</exception>
    /// <exception cref="ObjectDisposedException">The tail has been disposed.</exception>
    public IAsyncEnumerable<LogEvent> ReadAsync(CancellationToken cancellationToken = default)
    {
        return ReadAsync<LogEvent>(Reader, cancellationToken);

        Func<TailedMessage, LogEvent?> Reader(TailRun run)
        {
            var reader = CreateReader(run, PropertyBinder);
            return message => reader.Read(message);
        }
    }

    /// <summary>
    /// Replay as a sequence of raw messages, for programs that need the bytes. <see cref="CloudWatchLiveTailOptions.MinimumLevel"/> and
    /// <see cref="CloudWatchLiveTailOptions.Enrichers"/> do not apply; otherwise like <see cref="ReadAsync(CancellationToken)"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the tail.</param>
    /// <returns>The messages in the order in which they were found.</returns>
    /// <exception cref="CloudWatchLogsException">The service refuses the tail at its start: access is denied, an option is invalid, or a log group does not exist. Once a session has been live, the tail retries instead.</exception>
    /// <exception cref="InvalidOperationException">The tail is already running.</exception>
    /// <exception cref="ObjectDisposedException">The tail has been disposed.</exception>
    public IAsyncEnumerable<CloudWatchLiveTailMessage> ReadMessagesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<CloudWatchLiveTailMessage>(static _ => static message => new CloudWatchLiveTailMessage(message), cancellationToken);

    /// <summary>
    /// End the tail and close its connections. A running <see cref="RunAsync"/> first hands over received events within its limit; a sequence that is
    /// being read continues with them, within the same limit, and ends. Further calls do nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        TailRun? run;
        Task pumped;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            (run, pumped) = (_run, _pumped);
        }

        run?.Stop();
        if (run is not null) await run.Network.ConfigureAwait(false);
        await pumped.ConfigureAwait(false);
        _client.Dispose();
    }

    async IAsyncEnumerable<T> ReadAsync<T>(Func<TailRun, Func<TailedMessage, T?>> reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = Begin(Task.CompletedTask);
        var read = reader(run);
        try
        {
            using var stopping = cancellationToken.Register(run.Stop);
            run.Start();
            while (await run.NextAsync().ConfigureAwait(false) is { } message)
            {
                if (read(message) is not { } item) continue;
                run.CountHandedOver();
                yield return item;
            }
        }
        finally
        {
            await End(run).ConfigureAwait(false);
        }

        if (run.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    // pumped completes when nothing more is handed over, for which a disposal of the tail waits.
    TailRun Begin(Task pumped)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_run is not null) throw new InvalidOperationException("This live tail is running already; a tail can be run or read once at a time.");
            var services = new TailServices(_client, _timeProvider, _randomizer, new TailNotices(_options.OnNotice));
            _state.Start();
            _pumped = pumped;
            return _run = new TailRun(_options, services, _state);
        }
    }

    async Task End(TailRun run)
    {
        await run.FinishAsync().ConfigureAwait(false);
        lock (_gate) _run = null;
    }

    Task StartPump(TailRun run, ILogger logger)
    {
        // Replayed events must not pick up the caller's LogContext or activity.
        using var _ = ExecutionContext.SuppressFlow();
        return Task.Run(() => PumpAsync(run, logger));
    }

    async Task PumpAsync(TailRun run, ILogger logger)
    {
        var reader = CreateReader(run, logger);
        var pump = new LoggerPump(logger);
        while (await run.NextAsync().ConfigureAwait(false) is { } message)
        {
            if (reader.Read(message) is not { } logEvent) continue;
            run.CountHandedOver();
            pump.Write(logEvent);
        }
    }

    TailedEventReader CreateReader(TailRun run, ILogger logger) =>
        new(_options.MinimumLevel, _options.Enrichers, new BoundPropertyFactory(logger), run.Clock);

    static CloudWatchLiveTailOptions Configured(Action<CloudWatchLiveTailOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CloudWatchLiveTailOptions();
        configure(options);
        return options;
    }

    static CloudWatchLiveTailOptions Validated(CloudWatchLiveTailOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TailOptionsValidator.Validate(options);
        return options;
    }
}

using Amazon.Runtime;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A tail over real HTTP to an emulator, both on one clock, running into a logger that collects.</summary>
sealed class TailHarness : IAsyncDisposable
{
    public const string Group = "/shop/orders";

    /// <summary>An update each 50 ms.</summary>
    const double Speed = 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly CancellationTokenSource _stop = new();
    readonly List<CloudWatchLiveTailNotice> _notices = [];
    readonly List<LogEvent> _events = [];
    readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];
    readonly object _gate = new();
    readonly TimeProvider _timeProvider;
    readonly ShiftedTimeProvider _readerClock;
    bool _ownsEmulator = true;

    // Some tests block a thread in a sink, on purpose; what runs beside them must not wait for the pool to grow.
    static TailHarness() => ThreadPool.SetMinThreads(32, 32);

    TailHarness(CloudWatchLogsEmulator aws, CloudWatchLiveTailOptions options, TimeProvider timeProvider, bool noticesSilence, TimeSpan readerAhead)
    {
        Aws = aws;
        options.OnNotice = notice => Add(_notices, notice);
        _timeProvider = timeProvider;
        var client = CloudWatchLogsClient.Create(options.TailConnection(), noticesSilence ? timeProvider : TimeProvider.System);
        _readerClock = new ShiftedTimeProvider(timeProvider) { Ahead = readerAhead };
        Tail = new CloudWatchLiveTail(options, client, _readerClock, () => 0.5);
        Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new Collector(e => Add(_events, e))).CreateLogger();
    }

    public CloudWatchLogsEmulator Aws { get; }

    public CloudWatchLiveTail Tail { get; }

    public Logger Logger { get; }

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>The service's time.</summary>
    public DateTimeOffset Now => _timeProvider.GetUtcNow();

    /// <summary>By how much the reader's machine is ahead of the service.</summary>
    public TimeSpan ReaderAhead
    {
        get => _readerClock.Ahead;
        set => _readerClock.Ahead = value;
    }

    public IReadOnlyList<CloudWatchLiveTailNotice> Notices
    {
        get { lock (_gate) return [.. _notices]; }
    }

    public IReadOnlyList<LogEvent> Events
    {
        get { lock (_gate) return [.. _events]; }
    }

    public IEnumerable<string> Texts => Events.Select(e => e.MessageTemplate.Text);

    public static CloudWatchConnectionOptions ConnectionTo(CloudWatchLogsEmulator aws)
    {
        var connection = new CloudWatchConnectionOptions();
        aws.Connect(connection.UseEndpoint);
        return connection;
    }

    /// <summary>An emulator and a tail of <see cref="Group"/> that does not run yet.</summary>
    /// <param name="noticesSilence">Whether the client's silence limit runs on the fast clock too; a busy machine may then fall silent by itself.</param>
    public static async Task<TailHarness> CreateAsync(
        Action<CloudWatchLiveTailOptions>? tail = null, Action<CloudWatchLogsEmulatorOptions>? emulator = null, TimeProvider? timeProvider = null, bool noticesSilence = false, TimeSpan readerAhead = default)
    {
        timeProvider ??= new FastTimeProvider(Speed);
        var aws = await CloudWatchLogsEmulator.StartAsync(options =>
        {
            options.TimeProvider = timeProvider;
            // Clients sign by the machine's clock.
            options.ClockSkewLimit = Timeout.InfiniteTimeSpan;
            // As the service does it: a query never beats the live session.
            options.VisibilityDelay = TimeSpan.FromSeconds(3);
            emulator?.Invoke(options);
        });
        aws.Put(Group, "s");
        return new TailHarness(aws, Options(aws, tail), timeProvider, noticesSilence, readerAhead);
    }

    static CloudWatchLiveTailOptions Options(CloudWatchLogsEmulator aws, Action<CloudWatchLiveTailOptions>? configure)
    {
        var options = new CloudWatchLiveTailOptions { Connection = ConnectionTo(aws), Overlap = TimeSpan.FromSeconds(8), SweepInterval = TimeSpan.Zero };
        configure?.Invoke(options);
        if (options.LogGroups.Count == 0) options.LogGroups.Add(Group);
        return options;
    }

    /// <summary>The same, running and live.</summary>
    public static async Task<TailHarness> StartAsync(
        Action<CloudWatchLiveTailOptions>? tail = null, Action<CloudWatchLogsEmulatorOptions>? emulator = null, TimeProvider? timeProvider = null, bool noticesSilence = false, TimeSpan readerAhead = default)
    {
        var harness = await CreateAsync(tail, emulator, timeProvider, noticesSilence, readerAhead);
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        return harness;
    }

    /// <summary>Another tail on the same emulator.</summary>
    public TailHarness Next(Action<CloudWatchLiveTailOptions>? tail = null)
    {
        var options = Options(Aws, tail);
        return new TailHarness(Aws, options, _timeProvider, noticesSilence: false, ReaderAhead) { _ownsEmulator = false };
    }

    public void Run(ILogger? logger = null) => Running = Tail.RunAsync(logger ?? Logger, _stop.Token);

    /// <summary>Ends the tail, and waits for its last notice: a tail does not wait for long for a callback, and its clock may be fast.</summary>
    public async Task StopAsync()
    {
        _stop.Cancel();
        await Running.WaitAsync(Patience);
        await WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();
    }

    public IEnumerable<T> NoticesOf<T>() => Notices.OfType<T>();

    public Task WaitForEventsAsync(int count) => WaitUntilAsync(() => _events.Count >= count, () => $"{_events.Count} of {count} events came");

    public Task WaitForNoticesAsync<T>(int count = 1, Func<T, bool>? matching = null) =>
        WaitUntilAsync(() => _notices.OfType<T>().Count(n => matching is null || matching(n)) >= count, () => $"no {count} of {typeof(T).Name} among: {string.Join("; ", _notices)}");

    /// <summary>Asked again after every event and notice.</summary>
    public Task WaitForAsync(Func<bool> condition) => WaitUntilAsync(condition, () => $"the condition was not met: {string.Join("; ", _notices)}");

    async Task WaitUntilAsync(Func<bool> condition, Func<string> otherwise)
    {
        TaskCompletionSource met;
        lock (_gate)
        {
            if (condition()) return;
            met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((condition, met));
        }

        var ended = Running.IsCompleted ? met.Task : Running;
        await ((Task)Task.WhenAny(met.Task, ended)).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (!met.Task.IsCompleted && !condition()) throw new TimeoutException($"{otherwise()} (the tail: {Running.Status}, {Running.Exception?.InnerException})");
        }
    }

    void Add<T>(List<T> list, T item)
    {
        lock (_gate)
        {
            list.Add(item);
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (!_waiters[i].Condition()) continue;
                _waiters[i].Met.TrySetResult();
                _waiters.RemoveAt(i);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await Tail.DisposeAsync();
        if (_ownsEmulator) await Aws.DisposeAsync();
        await Logger.DisposeAsync();
    }

    sealed class Collector(Action<LogEvent> add) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => add(logEvent);
    }
}

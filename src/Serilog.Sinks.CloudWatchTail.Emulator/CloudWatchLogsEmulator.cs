using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.EmbeddedMetrics;
using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>Amazon CloudWatch Logs on this machine, over real HTTP, for tests and for development without an AWS account.</summary>
/// <example>
/// <code>
/// await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Region = "eu-west-1");
/// // Connect the sink or the tail with aws.Connect(options.Connection.UseEndpoint),
/// // any AWS client with aws.ServiceUrl, aws.Region and aws.Credentials.
/// await aws.WaitForEventsAsync("/shop/orders", 3);
/// var messages = aws.Events("/shop/orders").Select(e => e.Message);
/// </code>
/// </example>
public sealed class CloudWatchLogsEmulator : IAsyncDisposable
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _switch = new(1);
    readonly EmulatorState _state;
    EmulatorServer? _server;
    bool _disposed;

    CloudWatchLogsEmulator(EmulatorState state, EmulatorServer server)
    {
        _state = state;
        _server = server;
        ServiceUrl = server.Address.ToString().TrimEnd('/');
    }

    /// <summary>
    /// The URL that the emulator listens on, such as <c>http://127.0.0.1:41235</c>; pass it to clients as the service or endpoint URL.
    /// </summary>
    public string ServiceUrl { get; }

    /// <summary>The region that requests must be signed for.</summary>
    public string Region => _state.Options.Region;

    /// <summary>The account in ARNs.</summary>
    public string AccountId => _state.Options.AccountId;

    /// <summary>The credentials that requests must be signed with.</summary>
    public EmulatorCredentials Credentials => _state.Options.Credentials;

    /// <summary>The faults to inject.</summary>
    public FaultScript Faults => _state.Faults;

    /// <summary>The latest requests with a valid signature, oldest first; the options limit how many are kept.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => _state.Requests.Snapshot();

    /// <summary>The open Live Tail sessions, oldest first.</summary>
    public IReadOnlyList<LiveTailSession> LiveTailSessions => _state.LiveTail.Open;

    /// <summary>The number of Live Tail sessions opened so far.</summary>
    public int StartedLiveTailSessions => _state.LiveTail.Started;

    /// <summary>The number of events evicted because <see cref="CloudWatchLogsEmulatorOptions.MemoryLimitBytes"/> was reached.</summary>
    public long EvictedEvents
    {
        get { lock (_state.Store.Gate) return _state.Store.EvictedEvents; }
    }

    /// <summary>The current log groups, by name.</summary>
    public IReadOnlyList<StoredLogGroup> LogGroups => StoreView.LogGroups(_state.Store, _state.Names);

    /// <summary>Start an emulator.</summary>
    /// <param name="configure">Changes the options; by default they keep their defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option has an invalid value.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<CloudWatchLogsEmulator> StartAsync(
        Action<CloudWatchLogsEmulatorOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new CloudWatchLogsEmulatorOptions();
        configure?.Invoke(options);
        options.Check();
        var state = new EmulatorState(options);
        return new(state, await EmulatorServer.StartAsync(state, options.Port, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Point a client at the emulator: endpoint, region and credentials are set together, so that the client takes none of them from its environment.
    /// The sink and the tail connect with <c>aws.Connect(options.Connection.UseEndpoint)</c>.
    /// </summary>
    /// <param name="endpoint">Receives the five values; called once, before this method returns.</param>
    public void Connect(EmulatorEndpoint endpoint) =>
        endpoint(ServiceUrl, Region, Credentials.AccessKeyId, Credentials.SecretAccessKey, Credentials.SessionToken);

    /// <summary>
    /// The environment variables with which the AWS SDKs and CLI, and everything built on them, find the emulator. A <see langword="null"/> value
    /// means that the variable must not be set.
    /// </summary>
    public IReadOnlyDictionary<string, string?> EnvironmentVariables => new Dictionary<string, string?>
    {
        ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = ServiceUrl,

        // Otherwise they would connect a live tail to stream-localhost, which no resolver finds.
        ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true",
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = Credentials.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = Credentials.SecretAccessKey,
        ["AWS_SESSION_TOKEN"] = Credentials.SessionToken,
    };

    /// <summary>Return the current state of a log group, or <see langword="null"/> if it does not exist.</summary>
    /// <param name="name">
    /// The group's name or ARN; a group of a <see cref="CloudWatchLogsEmulatorOptions.LinkedAccounts">linked account</see> has only its ARN.
    /// </param>
    public StoredLogGroup? LogGroup(string name)
    {
        var arn = _state.Names.LogGroupArn(_state.Names.Key(name));
        return LogGroups.FirstOrDefault(g => g.Arn == arn);
    }

    /// <summary>Return the current events of a group, ordered by time and then by arrival.</summary>
    /// <param name="logGroupName">The group's name or ARN; a group that does not exist has no events.</param>
    /// <param name="logStreamName">The stream, or <see langword="null"/> for all streams.</param>
    public IReadOnlyList<StoredLogEvent> Events(string logGroupName, string? logStreamName = null) =>
        StoreView.Events(_state.Store, _state.Names, _state.Names.Key(logGroupName), logStreamName);

    /// <summary>
    /// Return the metrics that CloudWatch extracts from the events of a group by its embedded metric format, in the order of the events: one for each set of
    /// dimensions.
    /// </summary>
    /// <param name="logGroupName">The group, by its name or ARN; if there is none, there are no metrics.</param>
    public IReadOnlyList<StoredMetric> Metrics(string logGroupName) => ExtractMetrics(logGroupName).Metrics;

    /// <summary>Return, for each event of a group that carries metrics but breaks a rule of the embedded metric format, the rule that it breaks.</summary>
    /// <param name="logGroupName">The group, by its name or ARN; if there is none, there are no errors.</param>
    public IReadOnlyList<string> MetricErrors(string logGroupName) => ExtractMetrics(logGroupName).Errors;

    /// <summary>Return the number of requests of an operation so far, the highest <see cref="EmulatorRequest.Number"/>.</summary>
    /// <param name="operation">The operation, such as <c>PutLogEvents</c>.</param>
    public int RequestCount(string operation) => _state.Requests.Count(operation);

    /// <summary>Create a log group without a request, unless it exists.</summary>
    /// <param name="name">The group's name, which is not checked, or its ARN.</param>
    /// <param name="logGroupClass">The group's class; <c>STANDARD</c> by default.</param>
    /// <param name="retentionInDays">The group's retention in days; by default events do not expire.</param>
    public void CreateLogGroup(string name, string logGroupClass = Storage.LogGroup.Standard, int? retentionInDays = null)
    {
        _state.Store.Add(new LogGroup(_state.Names.Key(name), logGroupClass, _state.Store.Now) { RetentionInDays = retentionInDays });
        _state.Changed.Pulse();
    }

    /// <summary>Create a log stream, and its group, without a request, unless they exist.</summary>
    /// <param name="logGroupName">The group's name or ARN.</param>
    /// <param name="logStreamName">The stream's name, which is not checked.</param>
    public void CreateLogStream(string logGroupName, string logStreamName)
    {
        CreateLogGroup(logGroupName);
        _state.Store.AddStream(_state.Names.Key(logGroupName), logStreamName);
        _state.Changed.Pulse();
    }

    /// <summary>Delete a log group without a request. Returns whether it existed and was not protected.</summary>
    /// <param name="name">The group's name or ARN.</param>
    public bool DeleteLogGroup(string name) => _state.Store.Remove(_state.Names.Key(name)) is null;

    /// <summary>Delete a log stream without a request. Returns whether it existed.</summary>
    /// <param name="logGroupName">The group's name or ARN.</param>
    /// <param name="logStreamName">The stream's name.</param>
    public bool DeleteLogStream(string logGroupName, string logStreamName) =>
        _state.Store.RemoveStream(_state.Names.Key(logGroupName), logStreamName) is null;

    /// <summary>
    /// Put events without a request; creates the group and the stream if they do not exist. Live Tail shows the events, and faults do not apply.
    /// </summary>
    /// <param name="logGroupName">The group's name or ARN.</param>
    /// <param name="logStreamName">The stream.</param>
    /// <param name="messages">The messages; their timestamp is the current time.</param>
    public void Put(string logGroupName, string logStreamName, params string[] messages) =>
        Put(logGroupName, logStreamName, messages.Select(m => (_state.Options.TimeProvider.GetUtcNow(), m)));

    /// <summary>Put events with their own timestamps without a request; checks no limits.</summary>
    /// <param name="logGroupName">The group's name or ARN; created if it does not exist.</param>
    /// <param name="logStreamName">The stream; created if it does not exist.</param>
    /// <param name="events">Timestamps, truncated to milliseconds, and messages, in any order.</param>
    public void Put(string logGroupName, string logStreamName, IEnumerable<(DateTimeOffset Timestamp, string Message)> events)
    {
        var store = _state.Store;
        CreateLogStream(logGroupName, logStreamName);
        LogGroup group;
        LogStream stream;
        lock (store.Gate)
        {
            group = store.Groups[_state.Names.Key(logGroupName)];
            stream = group.Streams[logStreamName];
        }

        var pending = events.Select(e => new PendingEvent(e.Timestamp.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(e.Message))).ToArray();
        if (store.Append(group, stream, pending, store.Now) is { } records) _state.LiveTail.Publish(group, stream, records);
        _state.Changed.Pulse();
    }

    /// <summary>
    /// Wait until an operation has been requested <paramref name="count"/> times since the start, whether the requests are answered or not.
    /// </summary>
    /// <param name="operation">The operation, such as <c>PutLogEvents</c>.</param>
    /// <param name="count">The number of requests.</param>
    /// <param name="timeout">The time limit, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">There were fewer requests within the time limit.</exception>
    public Task WaitForRequestsAsync(string operation, int count, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => RequestCount(operation) >= count,
        timeout ?? DefaultTimeout,
        () => $"{RequestCount(operation)} {operation} requests arrived, not {count}");

    /// <summary>Wait until a group has accepted <paramref name="count"/> events since its creation, including those that are gone.</summary>
    /// <param name="logGroupName">The group's name or ARN; it need not exist yet.</param>
    /// <param name="count">The number of events.</param>
    /// <param name="timeout">The time limit, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">The group accepted fewer events within the time limit.</exception>
    public Task WaitForEventsAsync(string logGroupName, long count, TimeSpan? timeout = null)
    {
        var key = _state.Names.Key(logGroupName);
        return _state.Changed.WaitAsync(
            () => StoreView.AcceptedEvents(_state.Store, key) >= count,
            timeout ?? DefaultTimeout,
            () => $"{logGroupName} accepted {StoreView.AcceptedEvents(_state.Store, key)} events, not {count}");
    }

    /// <summary>Wait until exactly <paramref name="open"/> Live Tail sessions are open. An open session shows everything put from then on.</summary>
    /// <param name="open">The number of sessions; 0 waits until all have ended.</param>
    /// <param name="timeout">The time limit, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">The number differed throughout the time limit.</exception>
    public Task WaitForLiveTailSessionsAsync(int open, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => LiveTailSessions.Count == open,
        timeout ?? DefaultTimeout,
        () => $"{LiveTailSessions.Count} Live Tail sessions are open, not {open}");

    /// <summary>
    /// Wait until <paramref name="started"/> Live Tail sessions have been opened since the start, whether they are still open or not.
    /// </summary>
    /// <param name="started">The number of sessions.</param>
    /// <param name="timeout">The time limit, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">Fewer sessions were opened within the time limit.</exception>
    public Task WaitForStartedLiveTailSessionsAsync(int started, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => StartedLiveTailSessions >= started,
        timeout ?? DefaultTimeout,
        () => $"{StartedLiveTailSessions} Live Tail sessions were opened, not {started}");

    /// <summary>Wait until a condition holds; it is evaluated again after everything that happens.</summary>
    /// <param name="condition">Called often and by several threads; must not block.</param>
    /// <param name="timeout">The time limit, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">The condition did not hold within the time limit.</exception>
    public Task WaitUntilAsync(Func<CloudWatchLogsEmulator, bool> condition, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => condition(this), timeout ?? DefaultTimeout, () => "The condition did not become true");

    /// <summary>
    /// Stop listening and cut all connections, including Live Tail's: to clients the service is down and refuses connections. Stored events remain.
    /// </summary>
    public async Task StopListeningAsync()
    {
        await _switch.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_server is { } server) await server.DisposeAsync().ConfigureAwait(false);
            _server = null;
        }
        finally
        {
            _switch.Release();
        }
    }

    /// <summary>Listen again on the same port.</summary>
    /// <exception cref="IOException">Another program has taken the port.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public async Task ResumeListeningAsync()
    {
        await _switch.WaitAsync().ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _server ??= await EmulatorServer.StartAsync(_state, new Uri(ServiceUrl).Port, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _switch.Release();
        }
    }

    /// <summary>Stop for good. Stored events remain readable; requests held by faults are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await StopListeningAsync().ConfigureAwait(false);
        Faults.Clear();
    }

    MetricExtractor ExtractMetrics(string logGroupName)
    {
        var extractor = new MetricExtractor();
        foreach (var stored in Events(logGroupName)) extractor.Add(stored.Message);
        return extractor;
    }
}

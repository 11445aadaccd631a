using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>Amazon CloudWatch Logs on this machine, over real HTTP, for tests and for development without an AWS account.</summary>
/// <example>
/// <code>
/// await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Region = "eu-west-1");
/// // The sink and the tail take it with aws.Connect(options.Connection.UseEndpoint); any AWS client with aws.ServiceUrl, aws.Region, aws.Credentials.
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

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41235</c>: what clients take as the service's or endpoint's URL.</summary>
    public string ServiceUrl { get; }

    /// <summary>The region that requests must be signed for.</summary>
    public string Region => _state.Options.Region;

    /// <summary>The account in its ARNs.</summary>
    public string AccountId => _state.Options.AccountId;

    /// <summary>The credentials that requests must be signed with.</summary>
    public EmulatorCredentials Credentials => _state.Options.Credentials;

    /// <summary>What is to go wrong.</summary>
    public FaultScript Faults => _state.Faults;

    /// <summary>The latest requests whose signature was good, the oldest first; how many is limited by the options.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => _state.Requests.Snapshot();

    /// <summary>The open Live Tail sessions, the oldest first.</summary>
    public IReadOnlyList<LiveTailSession> LiveTailSessions => _state.LiveTail.Open;

    /// <summary>How many Live Tail sessions were ever opened.</summary>
    public int StartedLiveTailSessions => _state.LiveTail.Started;

    /// <summary>How many events went because <see cref="CloudWatchLogsEmulatorOptions.MemoryLimitBytes"/> was reached.</summary>
    public long EvictedEvents
    {
        get { lock (_state.Store.Gate) return _state.Store.EvictedEvents; }
    }

    /// <summary>The log groups as they are now, by name.</summary>
    public IReadOnlyList<StoredLogGroup> LogGroups => StoreView.LogGroups(_state.Store, _state.Names);

    /// <summary>Start an emulator.</summary>
    /// <param name="configure">Changes the options; without it they are the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">An option has a value that it cannot have.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
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
    /// Point a client here: the endpoint, the region and the credentials are set together, so that none of them is left to the client's
    /// environment. The sink and the tail take them as <c>aws.Connect(options.Connection.UseEndpoint)</c>.
    /// </summary>
    /// <param name="endpoint">Receives the five values; called once, before this method returns.</param>
    public void Connect(EmulatorEndpoint endpoint) =>
        endpoint(ServiceUrl, Region, Credentials.AccessKeyId, Credentials.SecretAccessKey, Credentials.SessionToken);

    /// <summary>
    /// The environment variables by which AWS's SDKs and CLI, and everything built on them, find it. A value of <see langword="null"/> means that
    /// the variable must not be set.
    /// </summary>
    public IReadOnlyDictionary<string, string?> EnvironmentVariables => new Dictionary<string, string?>
    {
        ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = ServiceUrl,

        // Or they would look for a live tail at stream-localhost, which no resolver finds.
        ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true",
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = Credentials.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = Credentials.SecretAccessKey,
        ["AWS_SESSION_TOKEN"] = Credentials.SessionToken,
    };

    /// <summary>The log group as it is now, or <see langword="null"/>.</summary>
    /// <param name="name">The group's name, or its ARN: a group of a <see cref="CloudWatchLogsEmulatorOptions.LinkedAccounts">linked account</see> has no other.</param>
    public StoredLogGroup? LogGroup(string name)
    {
        var arn = _state.Names.LogGroupArn(_state.Names.Key(name));
        return LogGroups.FirstOrDefault(g => g.Arn == arn);
    }

    /// <summary>The events of a group as they are now, in the order of their times, then of their arrival.</summary>
    /// <param name="logGroupName">The group, by its name or ARN; if there is none, there are no events.</param>
    /// <param name="logStreamName">The stream, or <see langword="null"/> for all.</param>
    public IReadOnlyList<StoredLogEvent> Events(string logGroupName, string? logStreamName = null) =>
        StoreView.Events(_state.Store, _state.Names, _state.Names.Key(logGroupName), logStreamName);

    /// <summary>How many requests of an operation came, by <see cref="EmulatorRequest.Number"/>.</summary>
    /// <param name="operation">The operation, such as <c>PutLogEvents</c>.</param>
    public int RequestCount(string operation) => _state.Requests.Count(operation);

    /// <summary>Create a log group without a request, unless it is there.</summary>
    /// <param name="name">Its name, which is not checked, or its ARN.</param>
    /// <param name="logGroupClass">Its class; <c>STANDARD</c> by default.</param>
    /// <param name="retentionInDays">Its retention; by default events do not expire.</param>
    public void CreateLogGroup(string name, string logGroupClass = Storage.LogGroup.Standard, int? retentionInDays = null)
    {
        _state.Store.Add(new LogGroup(_state.Names.Key(name), logGroupClass, _state.Store.Now) { RetentionInDays = retentionInDays });
        _state.Changed.Pulse();
    }

    /// <summary>Create a log stream, and its group, without a request, unless they are there.</summary>
    /// <param name="logGroupName">The group, by its name or ARN.</param>
    /// <param name="logStreamName">The stream's name; not checked.</param>
    public void CreateLogStream(string logGroupName, string logStreamName)
    {
        CreateLogGroup(logGroupName);
        _state.Store.AddStream(_state.Names.Key(logGroupName), logStreamName);
        _state.Changed.Pulse();
    }

    /// <summary>Delete a log group without a request. Returns whether it was there and not protected.</summary>
    /// <param name="name">Its name or ARN.</param>
    public bool DeleteLogGroup(string name) => _state.Store.Remove(_state.Names.Key(name)) is null;

    /// <summary>Delete a log stream without a request. Returns whether it was there.</summary>
    /// <param name="logGroupName">Its group, by its name or ARN.</param>
    /// <param name="logStreamName">Its name.</param>
    public bool DeleteLogStream(string logGroupName, string logStreamName) =>
        _state.Store.RemoveStream(_state.Names.Key(logGroupName), logStreamName) is null;

    /// <summary>Put events without a request: the group and the stream are created if they are not there. Live Tail shows them, faults do not strike.</summary>
    /// <param name="logGroupName">The group, by its name or ARN.</param>
    /// <param name="logStreamName">The stream.</param>
    /// <param name="messages">The messages; their time is now.</param>
    public void Put(string logGroupName, string logStreamName, params string[] messages) =>
        Put(logGroupName, logStreamName, messages.Select(m => (_state.Options.TimeProvider.GetUtcNow(), m)));

    /// <summary>Put events with times of their own without a request; no limit is checked.</summary>
    /// <param name="logGroupName">The group, by its name or ARN; it is created if it is not there.</param>
    /// <param name="logStreamName">The stream; it is created if it is not there.</param>
    /// <param name="events">The events' times, cut to milliseconds, and messages, in any order.</param>
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

    /// <summary>Wait until so many requests of an operation have come, counted from the start, whether they are answered or not.</summary>
    /// <param name="operation">The operation, such as <c>PutLogEvents</c>.</param>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">They have not come in time.</exception>
    public Task WaitForRequestsAsync(string operation, int count, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => RequestCount(operation) >= count,
        timeout ?? DefaultTimeout,
        () => $"{RequestCount(operation)} requests {operation} came, not {count}");

    /// <summary>Wait until a group has taken so many events, counted from its creation, also those that are gone since.</summary>
    /// <param name="logGroupName">The group, by its name or ARN; it need not exist yet.</param>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">They have not come in time.</exception>
    public Task WaitForEventsAsync(string logGroupName, long count, TimeSpan? timeout = null)
    {
        var key = _state.Names.Key(logGroupName);
        return _state.Changed.WaitAsync(
            () => StoreView.AcceptedEvents(_state.Store, key) >= count,
            timeout ?? DefaultTimeout,
            () => $"{logGroupName} took {StoreView.AcceptedEvents(_state.Store, key)} events, not {count}");
    }

    /// <summary>Wait until exactly so many Live Tail sessions are open. An open session shows what is put from then on.</summary>
    /// <param name="open">How many; 0 waits until all have ended.</param>
    /// <param name="timeout">How long to wait, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">It is another number all the time.</exception>
    public Task WaitForLiveTailSessionsAsync(int open, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => LiveTailSessions.Count == open,
        timeout ?? DefaultTimeout,
        () => $"{LiveTailSessions.Count} Live Tail sessions are open, not {open}");

    /// <summary>Wait until so many Live Tail sessions have been opened, counted from the start, whether they are open still or not.</summary>
    /// <param name="started">How many.</param>
    /// <param name="timeout">How long to wait, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">They were not opened in time.</exception>
    public Task WaitForStartedLiveTailSessionsAsync(int started, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => StartedLiveTailSessions >= started,
        timeout ?? DefaultTimeout,
        () => $"{StartedLiveTailSessions} Live Tail sessions were opened, not {started}");

    /// <summary>Wait until something is true of this emulator; it is asked again after everything that happens.</summary>
    /// <param name="condition">Is asked often, by several threads, and must not wait itself.</param>
    /// <param name="timeout">How long to wait, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">It is not true in time.</exception>
    public Task WaitUntilAsync(Func<CloudWatchLogsEmulator, bool> condition, TimeSpan? timeout = null) => _state.Changed.WaitAsync(
        () => condition(this), timeout ?? DefaultTimeout, () => "The condition did not become true");

    /// <summary>
    /// Stop listening and cut all connections, Live Tail's too: to clients the service is down, and connecting is refused. What is stored stays.
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

    /// <summary>Listen again, on the same port.</summary>
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

    /// <summary>Stop for good; what was stored can still be looked at. Requests that faults hold are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await StopListeningAsync().ConfigureAwait(false);
        Faults.Clear();
    }
}
